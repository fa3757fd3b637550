"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "../ui/skeleton";
import type { StepAreaProps } from "./step-area";

const CHART_HEIGHT = 160;

const StepArea = dynamic(() => import("./step-area").then((module) => module.StepArea), {
  ssr: false,
  loading: () => <Skeleton className="size-full" />,
});

/** The drawing library is as large as the rest of the page, so it comes only with a chart. */
export function StepChart({ label, ...rest }: StepAreaProps & { label: string }) {
  return (
    <figure aria-label={label} style={{ height: CHART_HEIGHT }}>
      <StepArea {...rest} />
    </figure>
  );
}
