// Asks JavaRosa (the classes inside pyxform's ODK_Validate.jar) what it makes of a form and a reply.
//
// In, a line each: base64 of the XForm, a tab, base64 of the reply, or nothing for the form as it opens;
//                  optionally a tab and base64 expressions separated by commas, each evaluated at the root element.
// Out, a line each: records separated by tabs, fields by commas:
//     V,path,relevant,required,constraint kept,base64 of the value       for each leaf
//     N,path,relevant                                                    for each group and row
//     C,path,base64 of the open choices, by spaces                       for each select with an itemset
//     X,base64 of the value (or of the error, after "!")                 for each expression
//     E,base64 of the message                                            instead of everything, when it refuses
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.javarosa.core.model.CoreModelModule;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.IFormElement;
import org.javarosa.core.model.ItemsetBinding;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;
import org.javarosa.xform.util.XFormUtils;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathFuncExpr;

public class Judge {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        System.setOut(System.err);
        new JavaRosaCoreModule().registerModule();
        PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        new XFormsModule().registerModule();
        PropertyManager.setPropertyManager(new org.opendatakit.validate.StubPropertyManager());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            List<String> records = new ArrayList<>();
            try {
                answer(line.split("\t", -1), records);
            } catch (Throwable error) {
                records.clear();
                records.add("E," + coded(error.getClass().getSimpleName() + ": " + error.getMessage()));
            }
            out.println(String.join("\t", records));
            out.flush();
        }
    }

    static void answer(String[] asked, List<String> records) throws Exception {
        FormDef form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(decoded(asked[0])));
        if (asked.length > 1 && !asked[1].isEmpty()) {
            restore(form, decoded(asked[1]));
            form.initialize(false, new InstanceInitializationFactory());
        } else {
            form.initialize(true, new InstanceInitializationFactory());
        }
        TreeElement root = form.getMainInstance().getRoot();
        walk(form, root, "/" + root.getName(), true, records);
        choices(form, form, records);
        if (asked.length > 2 && !asked[2].isEmpty()) {
            EvaluationContext context = new EvaluationContext(form.getEvaluationContext(), root.getRef());
            for (String expression : asked[2].split(",")) {
                records.add("X," + coded(evaluated(form, context, new String(decoded(expression), StandardCharsets.UTF_8))));
            }
        }
    }

    static String evaluated(FormDef form, EvaluationContext context, String expression) {
        try {
            Object value = XPathParseTool.parseXPath(expression).eval(form.getMainInstance(), context);
            return XPathFuncExpr.toString(XPathFuncExpr.unpack(value));
        } catch (Throwable error) {
            return "!" + error.getClass().getSimpleName() + ": " + error.getMessage();
        }
    }

    // As ODK Collect opens a saved reply.
    static void restore(FormDef form, byte[] reply) throws Exception {
        TreeElement saved = XFormParser.restoreDataModel(reply, null).getRoot();
        TreeElement template = form.getInstance().getRoot().deepCopy(true);
        template.populate(saved, form);
        TreeReference reference = TreeReference.rootRef();
        reference.add(template.getName(), TreeReference.INDEX_UNBOUND);
        form.getInstance().setRoot(template);
    }

    static void walk(FormDef form, TreeElement element, String path, boolean around, List<String> records) {
        boolean relevant = around && element.isRelevant();
        if (element.getNumChildren() == 0) {
            IAnswerData value = element.getValue();
            String text = value == null ? "" : value.uncast().getString();
            boolean kept = value == null || form.evaluateConstraint(element.getRef(), value);
            records.add("V," + path + "," + relevant + "," + element.isRequired() + "," + kept + "," + coded(text));
            return;
        }
        records.add("N," + path + "," + relevant);
        for (int at = 0; at < element.getNumChildren(); at++) {
            TreeElement child = element.getChildAt(at);
            if (child.getMult() == TreeReference.INDEX_TEMPLATE) continue;
            String place = path + "/" + child.getName() + (child.isRepeatable() ? "[" + (child.getMult() + 1) + "]" : "");
            walk(form, child, place, relevant, records);
        }
    }

    static void choices(FormDef form, IFormElement element, List<String> records) {
        if (element instanceof QuestionDef && ((QuestionDef) element).getDynamicChoices() != null) {
            ItemsetBinding binding = ((QuestionDef) element).getDynamicChoices();
            TreeReference bound = (TreeReference) element.getBind().getReference();
            for (TreeReference reference : form.getEvaluationContext().expandReference(bound)) {
                List<String> values = new ArrayList<>();
                for (SelectChoice choice : binding.getChoices(form, reference)) values.add(choice.getValue());
                records.add("C," + place(form, reference) + "," + coded(String.join(" ", values)));
            }
        }
        if (element.getChildren() == null) return;
        for (IFormElement child : element.getChildren()) choices(form, child, records);
    }

    static String place(FormDef form, TreeReference reference) {
        StringBuilder path = new StringBuilder();
        TreeReference so = TreeReference.rootRef();
        for (int at = 0; at < reference.size(); at++) {
            so.add(reference.getName(at), reference.getMultiplicity(at));
            TreeElement element = form.getMainInstance().resolveReference(so);
            path.append("/").append(reference.getName(at));
            if (element != null && element.isRepeatable()) path.append("[").append(element.getMult() + 1).append("]");
        }
        return path.toString();
    }

    static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text);
    }

    static String coded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
