package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * A project of somebody who writes kinds: built and tested as its pom says, but in this process.
 */
record KindProject(Path sources, Path built) {
  /** Compiles its main and its test sources; what the compiler has against them fails the test. */
  static KindProject build(Path sources, Path built) throws IOException {
    var project = new KindProject(sources, built);
    project.compile("main", System.getProperty("java.class.path"));
    project.compile("test", project.classes("main") + ":" + System.getProperty("java.class.path"));
    return project;
  }

  /** Packs what it brings. */
  Path jar(Path file) throws IOException {
    var classes = classes("main");
    try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (var path : files(classes)) {
        jar.putNextEntry(new ZipEntry(classes.relativize(path).toString()));
        jar.write(Files.readAllBytes(path));
        jar.closeEntry();
      }
    }
    return file;
  }

  /** Runs one of its test classes. */
  TestExecutionSummary test(String name) throws IOException, ReflectiveOperationException {
    var summary = new SummaryGeneratingListener();
    // As Maven tells a test where its project is.
    var here = System.setProperty("basedir", sources.toString());
    var urls = new URL[] {classes("main").toUri().toURL(), classes("test").toUri().toURL()};
    try (var loader = new URLClassLoader(urls, KindProject.class.getClassLoader())) {
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(DiscoverySelectors.selectClass(loader.loadClass(name)))
                  .build(),
              summary);
    } finally {
      if (here == null) {
        System.clearProperty("basedir");
      } else {
        System.setProperty("basedir", here);
      }
    }
    return summary.getSummary();
  }

  /** What a summary has to say of failures, in words. */
  static String failures(TestExecutionSummary summary) {
    var text = new StringWriter();
    summary.printFailuresTo(new PrintWriter(text, true), 5);
    return text.toString();
  }

  /** Copies a folder with all that is in it. */
  static void copy(Path from, Path to) throws IOException {
    for (var file : files(from)) {
      var copy = to.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  private Path classes(String part) {
    return built.resolve(part);
  }

  private void compile(String part, String classPath) throws IOException {
    var source = sources.resolve("src").resolve(part);
    var classes = Files.createDirectories(classes(part));
    var arguments =
        new ArrayList<>(
            List.of("-proc:none", "-parameters", "-cp", classPath, "-d", classes.toString()));
    files(source.resolve("java")).forEach(file -> arguments.add(file.toString()));
    var said = new ByteArrayOutputStream();
    var exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, said, said, arguments.toArray(String[]::new));
    assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
    if (Files.exists(source.resolve("resources"))) {
      copy(source.resolve("resources"), classes);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }
}
