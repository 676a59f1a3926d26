import schema from "#app/carbon/document/inventory-document.schema.json";
import { publicText } from "#app/http/public-answer.ts";

/** The JSON Schema of the inventory document, version 1. */
export const loader = () => publicText(JSON.stringify(schema), "application/schema+json", 3600);
