import { useState } from "react";
import { LARGEST_BUNDLE_BYTES } from "#app/proof/bundle.ts";
import { type GivenFile, type Judgement, judgeFiles } from "./judge-files.ts";

export type FileTrouble = { kind: "too_large" | "unreadable"; name: string } | { kind: "failed" };

interface GivenFiles {
  files: readonly GivenFile[];
  judgement: Judgement;
  /** When the last answer was drawn, ISO 8601. */
  checkedAt: string;
  isWorking: boolean;
  trouble: FileTrouble | null;
  /** Name of a key that the reader typed. */
  keyName: string;
  take: (file: File) => void;
  /** Judges again by the name of a key that the reader has from elsewhere. */
  nameKey: (name: string) => void;
  /** Judges again by keys and checkpoint among the files, which the reader says to have from elsewhere. */
  ownAnchors: () => void;
  startAgain: () => void;
}

const NOTHING: Judgement = { kind: "waiting" };

/** The files that the reader gave, and what they come to together; judged anew with each. */
export function useGivenFiles(): GivenFiles {
  const [files, setFiles] = useState<readonly GivenFile[]>([]);
  const [judgement, setJudgement] = useState(NOTHING);
  const [checkedAt, setCheckedAt] = useState("");
  const [waiting, setWaiting] = useState(0);
  const [trouble, setTrouble] = useState<FileTrouble | null>(null);
  // Files that are dropped together are read one after another, so that each answer rests on all before it.
  const [queue] = useState(() => ({
    files: [] as GivenFile[],
    keyName: "",
    areAnchorsOwn: false,
    last: Promise.resolve(),
  }));
  const [keyName, setKeyName] = useState("");

  const judge = async () => {
    const now = new Date().toISOString();
    setJudgement(await judgeFiles(queue.files, now, queue));
    setCheckedAt(now);
  };
  /** One after another, busy until the last is done; what fails leaves no answer standing. */
  const enqueue = (act: () => Promise<void>) => {
    setWaiting((count) => count + 1);
    queue.last = queue.last.then(async () => {
      try {
        await act();
      } catch (error) {
        console.error(error);
        // An answer about fewer files must not stand for one about all of them.
        setJudgement(NOTHING);
        setTrouble({ kind: "failed" });
      } finally {
        setWaiting((count) => count - 1);
      }
    });
  };

  const add = async (file: File) => {
    if (file.size > LARGEST_BUNDLE_BYTES) return setTrouble({ kind: "too_large", name: file.name });
    const bytes = await readBytes(file);
    if (bytes === null) return setTrouble({ kind: "unreadable", name: file.name });
    setTrouble(null);
    // What was said of the files before does not speak for another one.
    queue.areAnchorsOwn = false;
    queue.files = [...queue.files.filter(({ name }) => name !== file.name), { name: file.name, bytes }];
    setFiles(queue.files);
    await judge();
  };
  return {
    files,
    judgement,
    checkedAt,
    isWorking: waiting > 0,
    trouble,
    keyName,
    take: (file) => enqueue(() => add(file)),
    nameKey: (name) => {
      queue.keyName = name;
      setKeyName(name);
      enqueue(judge);
    },
    ownAnchors: () => {
      queue.areAnchorsOwn = true;
      enqueue(judge);
    },
    startAgain: () => {
      queue.areAnchorsOwn = false;
      queue.files = [];
      queue.keyName = "";
      setKeyName("");
      setFiles([]);
      setJudgement(NOTHING);
      setTrouble(null);
    },
  };
}

async function readBytes(file: File): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}
