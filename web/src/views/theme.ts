import { useEffect, useState } from "preact/hooks";
import type { Host } from "../host";

export type Theme = "light" | "dark";

/** The theme in force and a function that changes it: the person's choice, or the system's until there is one. */
export function useTheme(host: Host): [Theme, () => void] {
  const [dark] = useState(() => matchMedia("(prefers-color-scheme: dark)"));
  const [chosen, setChosen] = useState(() => asTheme(host.preferences?.get("theme")));
  const [system, setSystem] = useState<Theme>(dark.matches ? "dark" : "light");
  useEffect(() => {
    const listen = () => setSystem(dark.matches ? "dark" : "light");
    dark.addEventListener("change", listen);
    return () => dark.removeEventListener("change", listen);
  }, []);
  const theme = chosen ?? system;
  return [
    theme,
    () => {
      const next = theme === "dark" ? "light" : "dark";
      setChosen(next);
      host.preferences?.set("theme", next);
    },
  ];
}

function asTheme(value: string | null | undefined): Theme | null {
  return value === "light" || value === "dark" ? value : null;
}
