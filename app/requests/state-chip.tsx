import { Chip, type ChipTone } from "#app/kit/chip.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { DataRequestStateKey } from "./data-request-row.ts";

const TONES: Record<DataRequestStateKey, ChipTone> = {
  sent: "neutral",
  opened: "neutral",
  part_answered: "warning",
  answered: "accent",
  asked_again: "warning",
  accepted: "good",
  expired: "bad",
  revoked: "neutral",
};

export function StateChip({ state }: { state: DataRequestStateKey }) {
  const { dataRequest } = useMessages();
  return <Chip tone={TONES[state]}>{dataRequest.state[state]}</Chip>;
}
