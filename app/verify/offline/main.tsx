import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "#app/app.css";
import { OfflinePage } from "./offline-page.tsx";

createRoot(document.getElementById("page")!).render(
  <StrictMode>
    <OfflinePage />
  </StrictMode>,
);
