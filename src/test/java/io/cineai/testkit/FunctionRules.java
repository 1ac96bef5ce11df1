package io.cineai.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** What every function module must keep: a thin adapter before one use case. */
public final class FunctionRules {
    private static final String FUNQ = "io.quarkus.funqy.Funq";

    private FunctionRules() {}

    /** Fails with what is wrong. here: the root package of the module. */
    public static void holdIn(String here) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(here);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.cineai..")
                        .and(not(resideInAnyPackage("io.cineai.usecase..", "io.cineai.function..", here + "..")))
                        .and(not(anId())))
                .because(
                        "a function sees use cases, what all functions share at the edge, and ids; the rest is behind them")
                .check(classes);
        List<String> functions = classes.stream()
                .filter(FunctionRules::isFunction)
                .map(JavaClass::getSimpleName)
                .toList();
        if (functions.size() > 1) throw new AssertionError("one function a module: " + functions);
        classes.stream()
                .filter(it -> it.getModifiers().contains(JavaModifier.PUBLIC) && !it.isInterface())
                .filter(it -> it.getSimpleName().matches(".*(Util|Helper|Manager|Impl)"))
                .forEach(it -> {
                    throw new AssertionError("a name that says nothing: " + it.getName());
                });
    }

    private static DescribedPredicate<JavaClass> anId() {
        return DescribedPredicate.describe(
                "an id", it -> it.getName().matches("io\\.cineai\\.(taste\\.UserId|movie\\.MovieId)"));
    }

    private static boolean isFunction(JavaClass type) {
        return type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(FUNQ));
    }
}
