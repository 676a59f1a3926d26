import { useMessages } from "#app/kit/i18n-context.tsx";

export function SharedFilesNote() {
  const { evidence } = useMessages();
  return <p className="max-w-140 text-12 text-muted">{evidence.sharedNote}</p>;
}
