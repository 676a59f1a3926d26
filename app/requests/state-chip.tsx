import { Chip } from "#app/kit/chip.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { DataRequestStateKey } from "./data-request-row.ts";
import { REQUEST_TONES } from "./data-request-state.ts";

export function StateChip({ state }: { state: DataRequestStateKey }) {
  const { dataRequest } = useMessages();
  return <Chip tone={REQUEST_TONES[state]}>{dataRequest.state[state]}</Chip>;
}
