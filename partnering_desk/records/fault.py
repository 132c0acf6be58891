"""A fault of the surroundings. It stands alone, so that a window can be shown before SQLAlchemy is loaded."""


class Fault(Exception):
    """Something outside the program went wrong. `sentence` says what, where, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
