import type { ReactNode } from "react";
import { Sparkline } from "@/components/charts/sparkline";
import { InfoLabel } from "@/components/ui/info-label";
import { Fact, Facts } from "@/components/ui/facts";
import { cx } from "@/lib/dom/cx";
import { useIsNarrow } from "@/lib/dom/media";
import { useI18n } from "@/lib/i18n/provider";
import { DIMMED } from "./old-answer";
import { placesFor, type Reading } from "./readings";
import type { ChannelStatus } from "./types";

interface Column {
  label: string;
  hint: string;
  cell: (channel: ChannelStatus) => ReactNode;
}

const EPOCH_SHOWN = 8;

function useColumns(): Column[] {
  const { t, format } = useI18n();
  const words = t.status;
  const span = (ms: number | null) => (ms === null ? t.common.none : format.span(ms));
  const count = (value: number) => format.number(value);
  const delivered = ({ delivered: seq, head }: ChannelStatus) => {
    if (seq === null) return t.common.none;
    if (seq >= head) return count(seq);
    return (
      <>
        {count(seq)} <span className="text-low">{words.behind(count(head - seq))}</span>
      </>
    );
  };
  return [
    { label: words.p50, hint: words.p50Hint, cell: ({ lag }) => span(lag.p50_ms) },
    { label: words.p99, hint: words.p99Hint, cell: ({ lag }) => span(lag.p99_ms) },
    { label: words.head, hint: words.headHint, cell: ({ head }) => count(head) },
    { label: words.delivered, hint: words.deliveredHint, cell: delivered },
    { label: words.floor, hint: words.floorHint, cell: ({ floor }) => count(floor) },
    { label: words.remembered, hint: words.rememberedHint, cell: (each) => count(each.remembered) },
    {
      label: words.subscriptions,
      hint: words.subscriptionsHint,
      cell: (each) => count(each.subscriptions),
    },
    {
      label: words.epoch,
      hint: words.epochHint,
      cell: ({ epoch }) => <span title={epoch}>{epoch.slice(0, EPOCH_SHOWN)}</span>,
    },
  ];
}

interface Props {
  channels: readonly ChannelStatus[];
  readings: readonly Reading[];
}

function Trend({ channel, readings, className }: Omit<Props, "channels"> & TrendProps) {
  const { t } = useI18n();
  return (
    <Sparkline
      values={readings.map(({ lags }) => lags[channel] ?? null)}
      length={placesFor(readings)}
      least={50}
      label={`${t.status.p99}, ${t.status.overMinutes}`}
      className={cx("h-5", className)}
    />
  );
}
interface TrendProps {
  channel: string;
  className?: string;
}

function Name({ channel }: { channel: string }) {
  const { t } = useI18n();
  return (
    <>
      <span className="font-medium">{t.status.channels[channel] ?? channel}</span>{" "}
      <span className="text-xs text-ink-3">{channel}</span>
    </>
  );
}

function Cards({ channels, readings }: Props) {
  const columns = useColumns();
  return channels.map((each) => (
    <section key={each.channel} className="border-t border-line px-4 py-3 first:border-0">
      <h3 className="text-sm">
        <Name channel={each.channel} />
      </h3>
      <Trend channel={each.channel} readings={readings} className="my-2 w-full" />
      <Facts>
        {columns.map(({ label, hint, cell }) => (
          <Fact key={label} label={<InfoLabel text={label} hint={hint} />}>
            {cell(each)}
          </Fact>
        ))}
      </Facts>
    </section>
  ));
}

function Table({ channels, readings }: Props) {
  const { t } = useI18n();
  const columns = useColumns();
  return (
    <table className="nums w-full text-sm">
      <thead>
        <tr className="text-xs text-ink-3">
          <th scope="col" className="px-4 py-2 text-left font-medium">
            <span className="sr-only">{t.status.channel}</span>
          </th>
          <td />
          {columns.map(({ label, hint }) => (
            <th key={label} scope="col" className="px-3 py-2 text-right font-medium last:pr-4">
              <InfoLabel text={label} hint={hint} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {channels.map((each) => (
          <tr key={each.channel} className="border-t border-line">
            <th scope="row" className="px-4 py-2 text-left font-normal whitespace-nowrap">
              <Name channel={each.channel} />
            </th>
            <td className="px-3">
              <Trend channel={each.channel} readings={readings} className="w-24" />
            </td>
            {columns.map(({ label, cell }) => (
              <td key={label} className="px-3 py-2 text-right whitespace-nowrap last:pr-4">
                {cell(each)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where each of the feeds is, and how quickly it goes. */
export function ChannelTable(props: Props) {
  const { t } = useI18n();
  const Shape = useIsNarrow() ? Cards : Table;
  return (
    <section className={cx("overflow-x-auto rounded-lg border border-line bg-surface", DIMMED)}>
      <h2 className="px-4 pt-3 pb-1 text-sm font-semibold">{t.status.channelsTitle}</h2>
      <Shape {...props} />
    </section>
  );
}
