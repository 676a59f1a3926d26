import { useEffect, useState } from "react";

/** The zone of the browser, sent along: times are shown by it until the person chooses another. */
export function OwnZone() {
  const [zone, setZone] = useState("");
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return <input type="hidden" name="timeZone" value={zone} />;
}
