import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
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

/** Reads the path of a PDF on each line of its input, and answers with a line for each rule that the file breaks, then "done" and how many were asked. */
public class Conformance {
    private static final String[] PROFILES = {"PDFUA-1", "PDFA-2A"};

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        ValidationProfile[] profiles = new ValidationProfile[PROFILES.length];
        for (int at = 0; at < PROFILES.length; at++) {
            String name = "/org/verapdf/pdfa/validation/" + PROFILES[at] + ".xml";
            try (InputStream stream = Conformance.class.getResourceAsStream(name)) {
                profiles[at] = Profiles.profileFromXml(stream);
            }
        }
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            TreeSet<String> broken = new TreeSet<>();
            int asked = 0;
            for (int at = 0; at < PROFILES.length; at++) {
                asked += check(foundry, profiles[at], path, PROFILES[at], broken);
            }
            for (String line : broken) {
                System.out.println(line);
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
