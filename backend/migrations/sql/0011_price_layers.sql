ALTER TABLE users DROP CONSTRAINT ck_users_role

ALTER TABLE users ADD CONSTRAINT ck_users_role
    CHECK (role IN ('viewer', 'operator', 'pricer', 'approver', 'admin'))

CREATE TABLE price_lists (
    id bigint GENERATED ALWAYS AS IDENTITY,
    code varchar NOT NULL,
    name varchar NOT NULL,
    currency varchar,
    channel varchar,
    country varchar,
    customer_group varchar,
    time_zone varchar DEFAULT 'UTC' NOT NULL,
    parent varchar,
    rule_kind varchar,
    rule_value numeric(20, 4),
    rounding jsonb,
    active boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT pk_price_lists PRIMARY KEY (id),
    CONSTRAINT uq_price_lists_code UNIQUE (code),
    CONSTRAINT fk_price_lists_parent_price_lists FOREIGN KEY (parent) REFERENCES price_lists (code),
    CONSTRAINT ck_price_lists_code CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    CONSTRAINT ck_price_lists_currency CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT ck_price_lists_rule_kind CHECK (rule_kind IN ('percent', 'fixed')),
    CONSTRAINT ck_price_lists_rule CHECK ((rule_kind IS NULL) = (rule_value IS NULL)),
    CONSTRAINT ck_price_lists_parent CHECK (parent <> code)
)

CREATE INDEX ix_price_lists_parent ON price_lists (parent)

INSERT INTO price_lists (code, name) VALUES ('default', 'Default')

ALTER TABLE base_prices RENAME TO prices

ALTER TABLE prices RENAME CONSTRAINT pk_base_prices TO pk_prices

ALTER TABLE prices
    RENAME CONSTRAINT uq_base_prices_item_id_price_list_currency
    TO uq_prices_item_id_price_list_currency

ALTER TABLE prices RENAME CONSTRAINT fk_base_prices_item_id_items TO fk_prices_item_id_items

ALTER TABLE prices RENAME CONSTRAINT ck_base_prices_currency TO ck_prices_currency

ALTER TABLE prices DROP CONSTRAINT ck_base_prices_amount

ALTER TABLE price_changes
    RENAME CONSTRAINT fk_price_changes_price_id_base_prices TO fk_price_changes_price_id_prices

ALTER TABLE prices
    ADD COLUMN own numeric(20, 4),
    ADD COLUMN base numeric(20, 4),
    ADD COLUMN because varchar DEFAULT 'base' NOT NULL,
    ADD COLUMN sale_id bigint,
    ADD COLUMN hits jsonb DEFAULT '[]' NOT NULL,
    ADD COLUMN settled_at timestamptz,
    ADD COLUMN next_change_at timestamptz

UPDATE prices SET own = amount, base = amount, settled_at = greatest(since, updated_at)

ALTER TABLE prices
    ALTER COLUMN base SET NOT NULL,
    ALTER COLUMN settled_at SET NOT NULL,
    ADD CONSTRAINT ck_prices_amount CHECK (amount >= 0 AND base >= 0 AND own >= 0),
    ADD CONSTRAINT ck_prices_because CHECK (because IN ('base', 'inherited', 'sale')),
    ADD CONSTRAINT ck_prices_sale CHECK ((because = 'sale') = (sale_id IS NOT NULL)),
    ADD CONSTRAINT fk_prices_price_list_price_lists
        FOREIGN KEY (price_list) REFERENCES price_lists (code)

CREATE INDEX ix_prices_next_change_at ON prices (next_change_at) WHERE next_change_at IS NOT NULL

CREATE TABLE price_sales (
    id bigint GENERATED ALWAYS AS IDENTITY,
    price_id bigint NOT NULL,
    name varchar NOT NULL,
    priority bigint DEFAULT 0 NOT NULL,
    amount numeric(20, 4),
    percent_off numeric(5, 2),
    rounding jsonb,
    tiers jsonb DEFAULT '[]' NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz,
    time_zone varchar NOT NULL,
    state varchar DEFAULT 'active' NOT NULL,
    started boolean DEFAULT false NOT NULL,
    hits jsonb DEFAULT '[]' NOT NULL,
    cleared jsonb,
    approved_by varchar,
    override_reason varchar,
    reason varchar,
    created_by varchar NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT pk_price_sales PRIMARY KEY (id),
    CONSTRAINT fk_price_sales_price_id_prices FOREIGN KEY (price_id) REFERENCES prices (id),
    CONSTRAINT ck_price_sales_worth CHECK ((amount IS NULL) <> (percent_off IS NULL)),
    CONSTRAINT ck_price_sales_amount CHECK (amount >= 0),
    CONSTRAINT ck_price_sales_percent_off CHECK (percent_off > 0 AND percent_off <= 100),
    CONSTRAINT ck_price_sales_window CHECK (ends_at > starts_at),
    CONSTRAINT ck_price_sales_state CHECK (state IN ('active', 'suspended', 'removed'))
)

CREATE INDEX ix_price_sales_price_id ON price_sales (price_id) WHERE state <> 'removed'

CREATE INDEX ix_price_sales_starts_at ON price_sales (starts_at, id)

CREATE TABLE price_guards (
    id bigint GENERATED ALWAYS AS IDENTITY,
    name varchar NOT NULL,
    mode varchar NOT NULL,
    price_list varchar,
    category varchar,
    item_id bigint,
    currency varchar,
    max_increase_percent numeric(12, 2),
    max_decrease_percent numeric(12, 2),
    floor numeric(20, 4),
    ceiling numeric(20, 4),
    min_margin_percent numeric(12, 2),
    refuse_zero boolean,
    refuse_scale boolean,
    active boolean DEFAULT true NOT NULL,
    reason varchar,
    updated_by varchar NOT NULL,
    removed_at timestamptz,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT pk_price_guards PRIMARY KEY (id),
    CONSTRAINT fk_price_guards_price_list_price_lists
        FOREIGN KEY (price_list) REFERENCES price_lists (code),
    CONSTRAINT fk_price_guards_item_id_items FOREIGN KEY (item_id) REFERENCES items (id),
    CONSTRAINT ck_price_guards_mode CHECK (mode IN ('warn', 'approve', 'block')),
    CONSTRAINT ck_price_guards_currency
        CHECK ((floor IS NULL AND ceiling IS NULL) OR currency IS NOT NULL)
)

CREATE UNIQUE INDEX uq_price_guards_scope ON price_guards (
    coalesce(price_list, ''), lower(coalesce(category, '')), coalesce(item_id, 0),
    coalesce(currency, '')
) WHERE removed_at IS NULL

CREATE TABLE price_proposals (
    id bigint GENERATED ALWAYS AS IDENTITY,
    kind varchar NOT NULL,
    state varchar DEFAULT 'pending' NOT NULL,
    title varchar NOT NULL,
    command jsonb NOT NULL,
    lines jsonb NOT NULL,
    lines_total bigint NOT NULL,
    impact jsonb NOT NULL,
    reason varchar,
    override_reason varchar,
    bulk_id bigint,
    proposed_by varchar NOT NULL,
    expires_at timestamptz NOT NULL,
    decided_by varchar,
    decision_reason varchar,
    decided_at timestamptz,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT pk_price_proposals PRIMARY KEY (id),
    CONSTRAINT ck_price_proposals_kind
        CHECK (kind IN ('base', 'sale', 'sale_edit', 'list', 'bulk', 'revert')),
    CONSTRAINT ck_price_proposals_state
        CHECK (state IN ('pending', 'approved', 'rejected', 'expired', 'withdrawn')),
    CONSTRAINT ck_price_proposals_four_eyes CHECK (state <> 'approved' OR decided_by <> proposed_by)
)

CREATE INDEX ix_price_proposals_expires_at ON price_proposals (expires_at) WHERE state = 'pending'

ALTER TABLE price_changes
    ADD COLUMN base numeric(20, 4),
    ADD COLUMN because varchar DEFAULT 'base' NOT NULL,
    ADD COLUMN sale_id bigint,
    ADD COLUMN significance varchar,
    ADD COLUMN cause varchar DEFAULT 'base_price' NOT NULL,
    ADD COLUMN approved_by varchar,
    ADD COLUMN override_reason varchar,
    ADD COLUMN hits jsonb DEFAULT '[]' NOT NULL

ALTER TABLE price_changes DISABLE TRIGGER price_changes_append_only

UPDATE price_changes
   SET base = amount,
       cause = CASE WHEN reason = 'sold at this price' THEN 'import' ELSE 'base_price' END,
       significance = CASE
           WHEN before = 0 OR before IS NULL OR before = amount THEN NULL
           WHEN abs(amount - before) * 100 < 5 * before THEN 'minor'
           WHEN abs(amount - before) * 100 < 15 * before THEN 'significant'
           ELSE 'major'
       END

ALTER TABLE price_changes ENABLE TRIGGER price_changes_append_only

ALTER TABLE price_changes
    ALTER COLUMN base SET NOT NULL,
    ADD CONSTRAINT ck_price_changes_significance
        CHECK (significance IN ('minor', 'significant', 'major'))
