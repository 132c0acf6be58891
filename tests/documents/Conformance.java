import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Reads on each line of its input a profile of PDF/A and the path of a PDF, and answers with a line for each rule that the file breaks, then "done" and how many were asked. */
public class Conformance {
    private static final String ACCESSIBLE = "PDFUA-1";
    private static final String[] PROFILES = {ACCESSIBLE, "PDFA-2A", "PDFA-3A"};

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        Map<String, ValidationProfile> profiles = new HashMap<>();
        for (String name : PROFILES) {
            try (InputStream stream = Conformance.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
                profiles.put(name, Profiles.profileFromXml(stream));
            }
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] wanted = line.split(" ", 2);
            TreeSet<String> broken = new TreeSet<>();
            int asked = 0;
            for (String name : new String[] {ACCESSIBLE, wanted[0]}) {
                asked += check(foundry, profiles.get(name), wanted[1], name, broken);
            }
            for (String each : broken) {
                System.out.println(each);
            }
            System.out.println("done " + asked);
            System.out.flush();
        }
    }

    private static int check(VeraPDFFoundry foundry, ValidationProfile profile, String path, String name, TreeSet<String> broken)
            throws Exception {
        try (InputStream file = new FileInputStream(path);
                PDFAParser parser = foundry.createParser(file, profile.getPDFAFlavour());
                PDFAValidator validator = foundry.createValidator(profile, 1, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    broken.add(name + " " + each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber() + ": "
                            + each.getMessage().replaceAll("\\s+", " ") + " at " + each.getLocation().getContext());
                }
            }
            return result.getTotalAssertions();
        }
    }
}
