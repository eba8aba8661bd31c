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
  /** Where the sources of core are, and the examples. */
  static Path repository() {
    return Path.of(System.getProperty("core.repository")).toAbsolutePath();
  }

  /** Compiles all its sources at once; what the compiler has against them fails the test. */
  static KindProject build(Path sources, Path built) throws IOException {
    Files.createDirectories(built);
    var arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-parameters",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                built.toString()));
    files(sources.resolve("src")).stream()
        .map(Path::toString)
        .filter(file -> file.endsWith(".java"))
        .forEach(arguments::add);
    var said = new ByteArrayOutputStream();
    var exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, said, said, arguments.toArray(String[]::new));
    assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
    var resources = sources.resolve("src/main/resources");
    if (Files.exists(resources)) {
      copy(resources, built);
    }
    return new KindProject(sources, built);
  }

  /** Packs what it brings: all but its tests. */
  Path jar(Path file) throws IOException {
    try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (var path : files(built)) {
        if (!path.toString().endsWith("Test.class")) {
          jar.putNextEntry(new ZipEntry(built.relativize(path).toString()));
          jar.write(Files.readAllBytes(path));
          jar.closeEntry();
        }
      }
    }
    return file;
  }

  /** Runs one of its test classes. */
  TestExecutionSummary test(String name) throws IOException, ReflectiveOperationException {
    var summary = new SummaryGeneratingListener();
    // As Maven tells a test where its project is.
    var here = System.setProperty("basedir", sources.toString());
    var urls = new URL[] {built.toUri().toURL()};
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

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }
}
