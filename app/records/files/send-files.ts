import type { EvidenceAnswer } from "./evidence-view.ts";

/** What a sending ended with; `offline` where no answer came. */
export type Sent = { ok: true; answer: EvidenceAnswer } | { ok: false; problem: "offline" | "tooLargeTogether" };

/** Sends a form with files and tells how many bytes are on their way: what `fetch` can't tell. */
export function sendFiles(
  address: string,
  form: FormData,
  onProgress: (sent: number, of: number) => void,
): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onerror = () => resolve({ ok: false, problem: "offline" });
    request.onload = () => {
      const answer = parse(request.responseText);
      if (answer) resolve({ ok: true, answer });
      else resolve({ ok: false, problem: request.status === 422 ? "tooLargeTogether" : "offline" });
    };
    request.send(form);
  });
}

function parse(text: string): EvidenceAnswer | null {
  try {
    const answer = JSON.parse(text);
    return Array.isArray(answer?.outcomes) ? answer : null;
  } catch {
    return null;
  }
}
