package io.coreautomation.deployspec.handler;

import com.fasterxml.jackson.databind.JsonNode;

/** What the compiler is asked: a task, as the invoker has fixed it. */
public record CompileRequest(JsonNode task) {}
