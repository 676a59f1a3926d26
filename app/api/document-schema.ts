import schema from "#app/carbon/document/inventory-document.schema.json";
import { publicText } from "#app/http/public-answer.ts";

export const loader = () => publicText(JSON.stringify(schema), "application/schema+json", 3600);
