import type { Engagement } from "#app/access/engagement.server.ts";
import { ENGAGEMENT, type EngagementState } from "#app/access/engagement-state.ts";
import { formatDay } from "#app/day/format-day.ts";
import { dayIn } from "#app/day/zone.ts";
import type { Column, Filter } from "#app/kit/list/list-shape.ts";
import { rightIn } from "./engagement-right.ts";

type Shown = Pick<Engagement, "role" | "mayIssue" | "mayHold" | "startsOn" | "endsOn" | "state" | "revoked">;

export function toTerms({ startsOn, endsOn, state }: Shown) {
  return { starts_on: startsOn, ends_on: endsOn, state };
}

type Terms = ReturnType<typeof toTerms>;

export const TERM_KINDS = { starts_on: "day", ends_on: "day", state: "text" } as const;

export const stateFilter: Filter<Terms> = {
  kind: "choice",
  name: "state",
  label: (t) => t.engagement.columns.state,
  column: "state",
  choices: ENGAGEMENT.all,
  word: (t, state) => t.engagement.state[state as EngagementState],
};

export const termColumns: readonly Column<Terms, Shown>[] = [
  {
    key: "right",
    kind: "text",
    head: (t) => t.engagement.columns.role,
    isHiddenOnPhone: true,
    value: (engagement, { t }) => rightIn(t, engagement),
  },
  {
    key: "start",
    kind: "day",
    head: (t) => t.engagement.startsOn,
    sort: ["starts_on"],
    isHiddenOnPhone: true,
    value: ({ startsOn }) => startsOn,
  },
  {
    key: "end",
    kind: "day",
    head: (t) => t.engagement.endsOn,
    sort: ["ends_on"],
    isHiddenOnPhone: true,
    value: ({ endsOn }) => endsOn,
  },
  {
    key: "state",
    kind: "state",
    head: (t) => t.engagement.columns.state,
    value: ({ state }, { t }) => t.engagement.state[state],
    tone: ({ state }) => ENGAGEMENT.tones[state],
    below: ({ revoked }, { t, locale, zone }) =>
      revoked ? t.engagement.endedBy[revoked.by](formatDay(dayIn(zone, revoked.at), locale), revoked.reason) : "",
  },
  {
    key: "reason",
    kind: "text",
    only: "file",
    head: (t) => t.engagement.endReason,
    value: ({ revoked }) => revoked?.reason ?? null,
  },
];
