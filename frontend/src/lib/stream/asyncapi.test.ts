// Is the document of the stream what AsyncAPI 3 allows, and are its examples what it describes?
// The schema is the official one of the AsyncAPI initiative, at the version that the document names.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import specs from "@asyncapi/specs";
import Ajv, { type ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";

interface Message {
  payload: { $ref: string };
  examples: { name: string; payload: unknown }[];
}
interface Document {
  asyncapi: keyof typeof specs.schemasWithoutId;
  channels: Record<string, unknown>;
  operations: Record<string, { action: string }>;
  components: { messages: Record<string, Message>; schemas: Record<string, object> };
}

const FILE = join(process.cwd(), "..", "contracts", "asyncapi.json");

function member<Value>(record: Record<string, Value>, name: string): Value {
  const value = record[name];
  if (value === undefined) throw new Error(`there is no ${name}`);
  return value;
}

function read(): Document {
  return JSON.parse(readFileSync(FILE, "utf8")) as Document;
}

const ajv = new Ajv({ strict: false, validateFormats: false });
const official: ValidateFunction = ajv.compile(specs.schemasWithoutId[read().asyncapi]);

function problemsOf(document: unknown): string[] {
  official(document);
  return (official.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`);
}

describe("the document", () => {
  test("is what the official schema allows", () => {
    expect(read().asyncapi).toBe("3.0.0");
    expect(problemsOf(read())).toEqual([]);
  });

  test.each<[string, (document: Document) => void]>([
    [
      "an action that is none",
      (each) => Object.assign(member(each.operations, "send-socket"), { action: "say" }),
    ],
    [
      "an operation without a channel",
      (each) => Reflect.deleteProperty(member(each.operations, "send-socket"), "channel"),
    ],
    ["no information", (each) => Reflect.deleteProperty(each, "info")],
    ["a member that is not known", (each) => Object.assign(each, { topics: {} })],
    [
      "a message that is none",
      (each) => Object.assign(member(each.components.messages, "ok"), { payload: 3, examples: {} }),
    ],
    [
      "a schema of no type",
      (each) => Object.assign(member(each.components.schemas, "OkFrame"), { type: "frame" }),
    ],
  ])("is refused with %s", (_, damage) => {
    const document = read();
    damage(document);
    expect(problemsOf(document)).not.toEqual([]);
  });
});

describe("the examples", () => {
  const { messages, schemas } = read().components;
  const ofPayloads = new Ajv({ strict: false, validateFormats: false });
  ofPayloads.addSchema({ $id: "document", components: { schemas } });

  function validate(message: Message, payload: unknown): boolean {
    const schema = { $ref: `document${message.payload.$ref}` };
    return ofPayloads.validate(schema, payload);
  }

  test.each(Object.keys(messages))("%s is what it is described as", (name) => {
    const message = member(messages, name);
    expect(message.examples.length).toBeGreaterThan(0);
    for (const example of message.examples) {
      expect(validate(message, example.payload), ofPayloads.errorsText()).toBe(true);
    }
  });

  test("would be noticed if they were not", () => {
    expect(
      validate(member(messages, "ok"), { type: "ok", id: "s", epoch: "e", seq: "3", head: 3 }),
    ).toBe(false);
    const changes = member(messages, "changes");
    const frame = JSON.parse(JSON.stringify(changes.examples[0]?.payload)) as {
      changes: { type: string }[];
    };
    expect(validate(changes, { ...frame, changes: [{ ...frame.changes[0], type: "x" }] })).toBe(
      false,
    );
  });
});
