"use client";

import {
  Area,
  AreaChart,
  CartesianGrid,
  Tooltip,
  XAxis,
  YAxis,
  ResponsiveContainer,
} from "recharts";
import { useI18n } from "@/lib/i18n/provider";
import type { StepPoint } from "./points";

export interface StepAreaProps {
  points: readonly StepPoint[];
  formatValue: (value: number) => string;
  fromZero?: boolean;
}

interface TipProps {
  active?: boolean;
  payload?: readonly { payload?: StepPoint }[];
  formatValue: (value: number) => string;
}

function Tip({ active, payload, formatValue }: TipProps) {
  const { format } = useI18n();
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="rounded-md bg-ink px-2.5 py-1.5 text-xs text-canvas shadow-pop">
      <p className="nums font-semibold">{formatValue(point.value)}</p>
      <p className="nums opacity-75">{format.dateTime(point.at)}</p>
    </div>
  );
}

const TICK = { fill: "var(--ink-3)", fontSize: 11 };

/** Room above and below the line, so that a small change is neither flat nor a cliff. */
function domainOf(points: readonly StepPoint[], fromZero: boolean): [number, number | "auto"] {
  if (fromZero) return [0, "auto"];
  const values = points.map((point) => point.value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max((high - low) * 0.25, high * 0.02);
  return [Math.max(0, low - room), high + room];
}

/** A value holds until the next change, so the line goes in steps, never slopes. */
export function StepArea({ points, formatValue, fromZero = false }: StepAreaProps) {
  const { format } = useI18n();
  const span = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={[...points]} margin={{ top: 6, right: 4, bottom: 0, left: 0 }}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={["dataMin", "dataMax"]}
          tickFormatter={(at: number) => format.tick(at, span)}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          minTickGap={48}
        />
        <YAxis
          width={56}
          domain={domainOf(points, fromZero)}
          tickFormatter={formatValue}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          tickCount={4}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--line-strong)" }}
          content={<Tip formatValue={formatValue} />}
        />
        <Area
          type="stepAfter"
          dataKey="value"
          stroke="var(--accent-text)"
          strokeWidth={1.75}
          fill="var(--accent-soft)"
          isAnimationActive={false}
          activeDot={{ r: 3.5, fill: "var(--accent-text)", stroke: "var(--raised)" }}
        />
      </AreaChart>
    </ResponsiveContainer>
  );
}
