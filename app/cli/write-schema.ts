/** Writes the inputs of every method into the inventory document's JSON Schema. Run it after changing a method. */
import { readFileSync, writeFileSync } from "node:fs";
import { METHODS } from "#app/carbon/method/methods.ts";

const file = new URL("../carbon/document/inventory-document.schema.json", import.meta.url);
const schema = JSON.parse(readFileSync(file, "utf8"));
schema.$defs.method = { oneOf: METHODS.map((method) => method.schema) };
writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
