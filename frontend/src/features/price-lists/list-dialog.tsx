import { Dialog } from "@/components/ui/dialog";
import { browserZone } from "@/lib/format/zoned";
import { useI18n } from "@/lib/i18n/provider";
import { ListForm } from "./list-form";
import { newList, valuesOf } from "./list-schema";
import { DEFAULT_LIST, type PriceList } from "./types";

interface Props {
  /** The one that is edited, or a new one. */
  subject: PriceList | "new";
  lists: readonly PriceList[];
  onClose: () => void;
}

/** Adds a price list, or changes one. */
export function ListDialog({ subject, lists, onClose }: Props) {
  const { t } = useI18n();
  const list = subject === "new" ? null : subject;
  const hasDefault = lists.some(({ code }) => code === DEFAULT_LIST);
  const initial = list
    ? valuesOf(list)
    : newList(hasDefault ? DEFAULT_LIST : "", lists[0]?.time_zone ?? browserZone());
  const about = list && [list.code, list.currency].filter(Boolean).join(" · ");
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={list ? t.priceLists.editOf(list.name) : t.priceLists.create}
      {...(about ? { description: about } : {})}
    >
      <ListForm list={list} lists={lists} initial={initial} onClose={onClose} />
    </Dialog>
  );
}
