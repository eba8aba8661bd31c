package io.coreautomation.api;

import io.coreautomation.api.route.ApiRequest;
import io.coreautomation.api.route.ApiResponse;
import io.coreautomation.api.route.Exchange;
import io.coreautomation.db.grant.Grants;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Page;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;

/** Shows runs to who may read them. */
final class ShowRuns {
  private static final String VERB = "read";
  private static final int DEFAULT_LIMIT = 20;
  private static final int LARGEST_LIMIT = 100;

  private final Runs runs;
  private final Grants grants;
  private final RunJson json;

  ShowRuns(Runs runs, Grants grants, ObjectStore objects) {
    this.runs = runs;
    this.grants = grants;
    this.json = new RunJson(objects);
  }

  /**
   * One run with its actions. A run that the caller may not read is answered as one that is not
   * there: ids tell nothing then.
   */
  ApiResponse one(Exchange exchange) {
    var row = runs.find(exchange.variable("run"));
    if (!grants.allows(exchange.request().principal(), VERB, row.prn())) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.NOT_FOUND,
              "there is no run whose id begins or ends with '" + exchange.variable("run") + "'",
              "List the runs there are."));
    }
    return ApiResponse.json(200, json.withActions(row));
  }

  /** A page of runs, newest first; a page may hold fewer than its limit before the last one. */
  ApiResponse list(Exchange exchange) {
    var request = exchange.request();
    var body = Json.object();
    var list = body.putArray("runs");
    var page = page(request);
    Map<Prn, Boolean> readable = new HashMap<>();
    for (var row : page.rows()) {
      if (readable.computeIfAbsent(
          row.prn(), prn -> grants.allows(request.principal(), VERB, prn))) {
        list.add(RunJson.run(row));
      }
    }
    if (page.next() != null) {
      body.put("cursor", page.next().text());
    }
    return ApiResponse.json(200, body);
  }

  private Page<RunRow> page(ApiRequest request) {
    var limit = request.parameter("limit").map(ShowRuns::limit).orElse(DEFAULT_LIMIT);
    var cursor = request.parameter("cursor").map(Cursor::parse).orElse(null);
    var prn = request.parameter("prn").map(ShowRuns::prn);
    return prn.isPresent() ? runs.byPrn(prn.get(), limit, cursor) : runs.newest(limit, cursor);
  }

  private static Prn prn(String text) {
    try {
      return Prn.parse(text);
    } catch (IllegalArgumentException _) {
      throw invalid(
          "prn",
          "'" + text + "' is no PRN",
          "Use prn:portfolio:app:branch:build, cut where you like.");
    }
  }

  private static int limit(String text) {
    try {
      var limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LARGEST_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // Refused below, as any other number that is none.
    }
    throw invalid("limit", "'" + text + "' is no limit", "Use 1 to " + LARGEST_LIMIT + ".");
  }

  private static ProblemException invalid(String parameter, String message, String mend) {
    return new ProblemException(
        Problem.of(ProblemCode.REQUEST_INVALID, message, mend).withPath(parameter));
  }
}
