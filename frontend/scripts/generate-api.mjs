// How do the backend's types reach the browser?
//
// The backend writes contracts/openapi.json (when its environment is there to be asked), and this
// file turns the contract into src/lib/api/schema.gen.ts. Both are committed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const root = new URL("../../", import.meta.url);
const contract = new URL("contracts/openapi.json", root);
const target = new URL("../src/lib/api/schema.gen.ts", import.meta.url);
const entry = fileURLToPath(new URL("tanamori", root));
const python = fileURLToPath(new URL("backend/.venv/bin/python", root));

const HEADER =
  "// Generated from contracts/openapi.json by `npm run generate-api`. Do not edit.\n\n";

function refreshContract() {
  if (!existsSync(entry) || !existsSync(python)) return;
  const run = spawnSync(entry, ["openapi"], { stdio: ["ignore", "ignore", "inherit"] });
  if (run.status !== 0) throw new Error("`./tanamori openapi` failed; see its message above.");
}

async function main() {
  refreshContract();
  if (!existsSync(contract)) {
    throw new Error("contracts/openapi.json is missing: run `./tanamori openapi` first.");
  }
  const document = JSON.parse(await readFile(contract, "utf8"));
  const text = HEADER + astToString(await openapiTS(document, { alphabetize: true }));
  const before = existsSync(target) ? await readFile(target, "utf8") : "";
  if (before !== text) await writeFile(target, text);
  console.log(before === text ? "Types are up to date." : "Types were written anew.");
}

main().catch((error) => {
  console.error(String(error.message ?? error));
  process.exitCode = 1;
});
