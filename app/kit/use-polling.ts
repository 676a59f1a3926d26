import { useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const POLL_MILLISECONDS = 700;

/**
 * Asks for the page's data again while a job is at work, once the last answer is there and no form is on its way: a slow
 * server is not asked faster than it answers. Without JavaScript the page is reloaded by hand.
 */
export function usePolling(isAtWork: boolean): void {
  const { revalidate, state } = useRevalidator();
  const navigation = useNavigation();
  const isWaiting = state !== "idle" || navigation.state !== "idle";
  useEffect(() => {
    if (!isAtWork || isWaiting) return;
    const timer = setTimeout(revalidate, POLL_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isAtWork, isWaiting, revalidate]);
}
