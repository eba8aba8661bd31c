'use strict';
/*
 * Judges state machines with programs that are not ours: asl-validator, and aws-local-stepfunctions, an interpreter
 * with which it plays scenarios.
 *
 * stdin:  {definitions: [text], substitutions, scenarios: [{execution, input, taken, answers}]}
 * stdout: for each definition {errors: [text]} or {plays: [{executions, calls, unused}]}, a play for each scenario: the
 *         states that each execution entered and with what, how it ended, all calls of functions, and how many answers
 *         were left over.
 *
 * What the interpreter lacks is supplied here, by Amazon's documentation: task tokens, the start of another execution,
 * and the limit of the data that passes between two states.
 */
Promise.withResolvers ??= function () { // Node has it from version 22 on
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};

// Its waits are real ones: they pass a thousand times as fast.
const realTimeout = globalThis.setTimeout;
globalThis.setTimeout = (then, millis, ...more) => realTimeout(then, millis / 1000, ...more);

const validate = require('asl-validator');
const { StateMachine } = require('aws-local-stepfunctions');

const DATA_LIMIT = 262144;
const MACHINE = 'arn:aws:states:local:000000000000:stateMachine:core-run';
const ROLE = 'arn:aws:iam::000000000000:role/core-run';

function failure(name, cause, more = {}) {
  return Object.assign(new Error(cause), { name, ...more });
}

function withinLimit(state, result) {
  if (JSON.stringify(result).length > DATA_LIMIT) {
    const cause = `The state '${state}' returned a result with a size exceeding the maximum of ${DATA_LIMIT} bytes.`;
    throw failure('States.DataLimitExceeded', cause, { isRetryable: false, isCatchable: false });
  }
  return result;
}

/** It looks for TimeoutSecondsPath in what the Parameters made of the input, not in the input: so it is put there. */
function withTimeoutsInParameters(definition) {
  for (const state of Object.values(definition.States)) {
    if (state.TimeoutSecondsPath) {
      state.Parameters[`${state.TimeoutSecondsPath.slice('$.'.length)}.$`] = state.TimeoutSecondsPath;
    }
  }
  return definition;
}

class Scenario {
  constructor(definition, { execution, input, taken, answers }) {
    this.definition = definition;
    this.answers = [...answers];
    this.names = new Set([execution, ...taken]);
    this.toRun = [{ name: execution, input }];
    this.calls = [];
  }

  async play() {
    const executions = {};
    for (let next; (next = this.toRun.shift());) {
      executions[next.name] = await this.run(next.name, next.input);
    }
    return { executions, calls: this.calls, unused: this.answers.length };
  }

  async run(name, input) {
    const context = {
      Execution: { Id: `${MACHINE.replace('stateMachine', 'execution')}:${name}`, Name: name, RoleArn: ROLE },
      StateMachine: { Id: MACHINE, Name: 'core-run' },
      Task: { Token: 'token' },
    };
    const machine = new StateMachine(this.definition, { validationOptions: { noValidate: true } });
    const execution = machine.run(input, { context, overrides: { taskResourceLocalHandlers: this.handlers() } });
    const end = execution.result.then(
      (output) => ({ output }),
      ({ cause }) => ({ error: cause.name, cause: cause.message }),
    );
    const states = [];
    for await (const event of execution.eventLogs) {
      if (event.type === 'StateEntered') {
        states.push({ state: event.state.name, input: event.state.input });
      }
    }
    return { states, ...(await end) };
  }

  handlers() {
    const tasks = Object.entries(this.definition.States).filter(([, state]) => state.Type === 'Task');
    return Object.fromEntries(
      tasks.map(([name, { Resource: resource }]) => [
        name,
        async (parameters) => withinLimit(name, await this.handle(name, resource.split(':::')[1], parameters)),
      ]),
    );
  }

  async handle(state, integration, parameters) {
    if (integration === 'states:startExecution') {
      return this.start(parameters);
    }
    this.calls.push({ state, function: parameters.FunctionName, payload: parameters.Payload });
    const answer = this.answers.shift();
    if (answer.error) {
      throw failure(answer.error, answer.cause);
    }
    if (integration === 'lambda:invoke') {
      return { ExecutedVersion: '$LATEST', StatusCode: 200, Payload: answer.returns };
    }
    return answer.wakes ? answer.returns : new Promise(() => {}); // nobody answers the token
  }

  start({ Name: name, Input: input }) {
    if (this.names.has(name)) {
      throw failure('StepFunctions.ExecutionAlreadyExistsException', `Execution Already Exists: '${name}'`);
    }
    this.names.add(name);
    this.toRun.push({ name, input });
    return { ExecutionArn: name };
  }
}

async function judge(text, substitutions, scenarios) {
  const { isValid, errors } = validate(JSON.parse(text), { checkArn: true, checkPaths: true });
  if (!isValid) {
    return { errors: errors.map((error) => error['Error code']) };
  }
  const definition = JSON.parse(text.replace(/\$\{(\w+)\}/g, (_, name) => substitutions[name]));
  const machine = withTimeoutsInParameters(definition);
  return { plays: await Promise.all(scenarios.map((scenario) => new Scenario(machine, scenario).play())) };
}

async function main() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const { definitions, substitutions, scenarios } = JSON.parse(Buffer.concat(chunks));
  const verdicts = await Promise.all(definitions.map((text) => judge(text, substitutions, scenarios)));
  process.stdout.write(JSON.stringify(verdicts));
}

main();
