import { useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const POLL_MILLISECONDS = 700;

/**
 * Reloads the page's data while a job is running, after the last response arrived and while no form is being sent. So a
 * slow server gets no more requests than it answers. Without JavaScript the user reloads the page manually.
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
