package io.coreautomation.framework.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.coreautomation.framework.problem.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** JSON to nodes. Jackson reads it, and knows the place of each token. */
final class JsonTree {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final String file;
  private final DocumentReader.Budget budget;

  JsonTree(String file, DocumentReader.Budget budget) {
    this.file = file;
    this.budget = budget;
  }

  Node read(String text) {
    try (var parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw DocumentReader.unreadable(
            Source.ofFile(file), "the document is empty", "Write something into it.");
      }
      var node = node(parser, 0);
      if (parser.nextToken() != null) {
        throw DocumentReader.unreadable(
            source(parser.currentTokenLocation()),
            "there is more after the end of the document",
            "Keep one document in a file.");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw DocumentReader.unreadable(
          source(e.getLocation()), "it is not JSON: " + e.getOriginalMessage(), "Mend it there.");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // impossible: a string is read
    }
  }

  private Node node(JsonParser parser, int depth) throws IOException {
    var source = source(parser.currentTokenLocation());
    budget.spend(depth, source);
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser, depth, source);
      case START_ARRAY -> {
        var items = new ArrayList<Node>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(node(parser, depth + 1));
        }
        yield new Node.Sequence(items, source);
      }
      case VALUE_STRING -> Node.Scalar.text(parser.getText(), source);
      case VALUE_NUMBER_INT -> {
        var number = parser.getBigIntegerValue();
        yield new Node.Scalar(fit(number), parser.getText(), source);
      }
      case VALUE_NUMBER_FLOAT ->
          new Node.Scalar(parser.getDecimalValue(), parser.getText(), source);
      case VALUE_TRUE, VALUE_FALSE ->
          new Node.Scalar(parser.getBooleanValue(), parser.getText(), source);
      case VALUE_NULL -> new Node.Scalar(null, "null", source);
      default ->
          throw new IllegalStateException("a parser in order gives no " + parser.currentToken());
    };
  }

  private Node.Mapping mapping(JsonParser parser, int depth, Source source) throws IOException {
    var entries = new LinkedHashMap<String, Node.Entry>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var key = parser.currentName();
      var keySource = source(parser.currentTokenLocation());
      parser.nextToken();
      var earlier =
          entries.putIfAbsent(key, new Node.Entry(key, keySource, node(parser, depth + 1)));
      if (earlier != null) {
        throw DocumentReader.unreadable(
            keySource,
            "the key '" + key + "' stands twice, first in line " + earlier.keySource().line(),
            "Remove one of the two.");
      }
    }
    return new Node.Mapping(entries, source);
  }

  static Object fit(BigInteger number) {
    return number.bitLength() < 64 ? (Object) number.longValue() : number;
  }

  private Source source(JsonLocation location) {
    return new Source(file, Math.max(0, location.getLineNr()), Math.max(0, location.getColumnNr()));
  }
}
