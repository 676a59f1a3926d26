import { Chip } from "#app/kit/chip.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { DATA_REQUEST, type DataRequestState } from "./data-request-state.ts";

export function StateChip({ state }: { state: DataRequestState }) {
  const { dataRequest } = useMessages();
  return <Chip tone={DATA_REQUEST.tones[state]}>{dataRequest.state[state]}</Chip>;
}
