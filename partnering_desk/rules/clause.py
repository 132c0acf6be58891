"""The clauses that the rules rest on, and the refusal that names one."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the contract, or one practice that every good secretariat keeps."""

    id: str
    """How the rules and the records know it: "G5.4.5"."""
    ref: str
    """How screens and documents cite it: "Governance 5.4.5"."""
    title: str

    def __str__(self) -> str:
        return self.ref


class Refusal(Exception):
    """Something that a rule does not allow, said in a sentence that a chair can act on.

    The sentence says what is wrong and what can be done instead; it is shown as it stands.
    """

    def __init__(self, sentence: str, clause: Clause | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.clause = clause


G1 = Clause("G1", "Governance 1", "Groups")
G3 = Clause("G3", "Governance 3", "Pre-Commencement Meetings")
G3_1 = Clause("G3.1", "Governance 3.1", "Mobilisation and operations")
G3_2 = Clause("G3.2", "Governance 3.2", "Staffing and transfers")
G3_3 = Clause("G3.3", "Governance 3.3", "Information")
G3_4 = Clause("G3.4", "Governance 3.4", "IT equipment and interfaces")
G4_1 = Clause("G4.1", "Governance 4.1", "Contract Representatives")
G4_3 = Clause("G4.3", "Governance 4.3", "Both parties represented on each group")
G5_1 = Clause("G5.1", "Governance 5.1", "The Appendix")
G5_1_3 = Clause("G5.1.3", "Governance 5.1.3", "How often a group meets")
G5_2 = Clause("G5.2", "Governance 5.2", "Replacing a Group Member; counterparts")
G5_3 = Clause("G5.3", "Governance 5.3", "Delegates")
G5_3_2 = Clause("G5.3.2", "Governance 5.3.2", "Debriefing after the meeting")
G5_4 = Clause("G5.4", "Governance 5.4", "The chairperson")
G5_4_1 = Clause("G5.4.1", "Governance 5.4.1", "Scheduling meetings")
G5_4_2 = Clause("G5.4.2", "Governance 5.4.2", "The agenda, circulated in advance")
G5_4_3 = Clause("G5.4.3", "Governance 5.4.3", "Chairing the meeting")
G5_4_4 = Clause("G5.4.4", "Governance 5.4.4", "Following up tasks")
G5_4_5 = Clause("G5.4.5", "Governance 5.4.5", "Minutes within seven Working Days")
G5_4_6 = Clause("G5.4.6", "Governance 5.4.6", "Giving effect to decisions")
G5_5 = Clause("G5.5", "Governance 5.5", "Quorum")
G5_6 = Clause("G5.6", "Governance 5.6", "Members empowered to decide")
G5_7 = Clause("G5.7", "Governance 5.7", "Unanimity, and one vote for each party")
G6_2 = Clause("G6.2", "Governance 6.2", "Role of the Working Groups")
G6_2_1 = Clause("G6.2.1", "Governance 6.2.1", "Quality, Service Levels and Key Performance Indicators")
G6_2_2 = Clause("G6.2.2", "Governance 6.2.2", "Delivery and finance")
G6_2_3 = Clause("G6.2.3", "Governance 6.2.3", "Labour and training")
G6_2_4 = Clause("G6.2.4", "Governance 6.2.4", "Service user involvement")
G6_2_5 = Clause("G6.2.5", "Governance 6.2.5", "Supply chain and best practice")
G6_2_6 = Clause("G6.2.6", "Governance 6.2.6", "Health and safety")
G6_2_7 = Clause("G6.2.7", "Governance 6.2.7", "Reporting to the Core Group")
G6_2_10 = Clause("G6.2.10", "Governance 6.2.10", "Disputes notified five Working Days before")
G7_1 = Clause("G7.1", "Governance 7.1", "Role of the Core Group")
G7_1_4 = Clause("G7.1.4", "Governance 7.1.4", "Working Group reports")
G7_1_5 = Clause("G7.1.5", "Governance 7.1.5", "Strategy and policy")
G7_1_6 = Clause("G7.1.6", "Governance 7.1.6", "Disputes escalated")
G7_1_10 = Clause("G7.1.10", "Governance 7.1.10", "Quarterly monitoring and retention credits")
G7_1_12 = Clause("G7.1.12", "Governance 7.1.12", "Health and safety")
G7_1_13 = Clause("G7.1.13", "Governance 7.1.13", "Innovation and shared savings")
G7_2 = Clause("G7.2", "Governance 7.2", "The Core Group may overrule")
G8_2_1 = Clause("G8.2.1", "Governance 8.2.1", "The risk register")
G9 = Clause("G9", "Governance 9", "Annual review")
S1 = Clause("S1", "Services Improvement", "Improvements reported at each Core Group meeting")
X1 = Clause("X1", "Cross-authority arrangement", "Lead authority and nominated people")
P1 = Clause("P1", "Practice: snapshot", "A decision keeps the quorum it was found with")
P3 = Clause("P3", "Practice: presence", "Who was there, and when")
P4 = Clause("P4", "Practice: interests", "Declarations of interest")
P5 = Clause("P5", "Practice: nothing falls out", "What comes back to the next agenda")
P6 = Clause("P6", "Practice: numbers", "Numbers never used twice")
P7 = Clause("P7", "Practice: draft until confirmed", "Confirmed minutes are not edited")
P8 = Clause("P8", "Practice: after the meeting", "Notes added afterwards are marked")
P9 = Clause("P9", "Practice: confidential items", "Last on the agenda, with the reason")
P10 = Clause("P10", "Practice: in writing", "Decisions between meetings")
P11 = Clause("P11", "Practice: reasons", "Reasons and options of a decision")

CLAUSES: Mapping[str, Clause] = MappingProxyType(
    {clause.id: clause for clause in list(globals().values()) if isinstance(clause, Clause)}
)
"""Every clause above by its id."""
