/** A node of a plan as PostgreSQL prints it. */
interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  /** As many rows as the planner expects it to give. */
  "Plan Rows": number;
  Plans?: PlanNode[];
}

/** A statement that was run, with how PostgreSQL got at its rows. */
export interface StatementPlan {
  statement: string;
  nodes: PlanNode[];
}

/** Plans out of a log whose entries begin with `@@`: what `auto_explain` wrote, each statement once for each of its plans. */
export function readPlans(log: string): StatementPlan[] {
  const found = new Map<string, StatementPlan>();
  for (const entry of log.split("@@")) {
    const at = entry.indexOf("plan:\n");
    if (at < 0) continue;
    const parsed = parse(entry.slice(at + "plan:\n".length));
    if (!parsed) continue;
    const { "Query Text": statement, Plan } = parsed;
    const nodes = flatten(Plan);
    const key = `${statement} ${nodes.map((node) => `${node["Node Type"]} ${node["Relation Name"]}`)}`;
    found.set(key, { statement, nodes });
  }
  return [...found.values()];
}

/** Two backends that write at once tear each other's longer entries apart: such a one is left out. */
function parse(text: string): { "Query Text": string; Plan: PlanNode } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
