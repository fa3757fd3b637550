// Generated from contracts/openapi.json by `npm run generate-api`. Do not edit.

export interface paths {
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Alerts
         * @description Alerts, newest first.
         */
        get: operations["list_alerts_api_v1_alerts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{alert_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge Alert
         * @description Say that you have seen it; it stays until the stock recovers.
         */
        post: operations["acknowledge_alert_api_v1_alerts__alert_id__acknowledge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Login
         * @description Log in. The answer carries a bearer token and sets the cookie of the web app.
         */
        post: operations["login_api_v1_auth_login_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Logout
         * @description End this session: its cookie, its token and its sockets.
         */
        post: operations["logout_api_v1_auth_logout_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Me
         * @description Who am I, and what may I do?
         */
        get: operations["me_api_v1_auth_me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/stream-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue Stream Ticket
         * @description A ticket that lets one socket in.
         */
        post: operations["issue_stream_ticket_api_v1_auth_stream_ticket_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Categories
         * @description The categories in use, with their number of items.
         */
        get: operations["list_categories_api_v1_categories_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Changes
         * @description What happened after a position, oldest first.
         */
        get: operations["list_changes_api_v1_changes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Items
         * @description Items by SKU; `q` looks into SKU, name and barcode.
         */
        get: operations["list_items_api_v1_items_get"];
        put?: never;
        /**
         * Create Item
         * @description Take a new item into the catalog.
         */
        post: operations["create_item_api_v1_items_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Item
         * @description One item.
         */
        get: operations["get_item_api_v1_items__item_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Item
         * @description Change what is known of an item.
         */
        patch: operations["update_item_api_v1_items__item_id__patch"];
        trace?: never;
    };
    "/api/v1/items/{item_id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive Item
         * @description Take an item out of use; its history stays.
         */
        post: operations["archive_item_api_v1_items__item_id__archive_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/by-sku/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Item By Sku
         * @description The item with this SKU; upper and lower case are the same.
         */
        get: operations["get_item_by_sku_api_v1_items_by_sku__sku__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Locations
         * @description Every location.
         */
        get: operations["list_locations_api_v1_locations_get"];
        put?: never;
        /**
         * Create Location
         * @description Open a location.
         */
        post: operations["create_location_api_v1_locations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locations/{location_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Location
         * @description Change what is known of a location.
         */
        patch: operations["update_location_api_v1_locations__location_id__patch"];
        trace?: never;
    };
    "/api/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Overview
         * @description Counts and sums of this moment.
         */
        get: operations["get_overview_api_v1_overview_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Prices
         * @description Base prices by SKU.
         */
        get: operations["list_prices_api_v1_prices_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Item Price
         * @description The price of an item, and why it is that price.
         */
        get: operations["get_item_price_api_v1_prices__item_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/{item_id}/base": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Base Price
         * @description Set the base price; the price until then stays in the history.
         */
        put: operations["set_base_price_api_v1_prices__item_id__base_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/{item_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Price History
         * @description Every price that the item ever had, newest first.
         */
        get: operations["list_price_history_api_v1_prices__item_id__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Price Changes
         * @description Price changes of all items, newest first.
         */
        get: operations["list_price_changes_api_v1_prices_changes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take Snapshot
         * @description The present rows of a channel, with the position from which to follow the feed.
         */
        get: operations["take_snapshot_api_v1_snapshot_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Levels
         * @description Stock per item and location; `q` looks into SKU, name and barcode.
         */
        get: operations["list_levels_api_v1_stock_levels_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/levels/{level_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Level
         * @description One level.
         */
        get: operations["get_level_api_v1_stock_levels__level_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set Thresholds
         * @description Set the reorder point and the target of a level; quantities change only by movements.
         */
        patch: operations["set_thresholds_api_v1_stock_levels__level_id__patch"];
        trace?: never;
    };
    "/api/v1/stock/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Movements
         * @description The ledger, newest record first.
         */
        get: operations["list_movements_api_v1_stock_movements_get"];
        put?: never;
        /**
         * Record Movement
         * @description Record that stock came, went or was corrected.
         */
        post: operations["record_movement_api_v1_stock_movements_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Users
         * @description Every account.
         */
        get: operations["list_users_api_v1_users_get"];
        put?: never;
        /**
         * Add User
         * @description Open an account.
         */
        post: operations["add_user_api_v1_users_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live
         * @description This process runs.
         */
        get: operations["live_health_live_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready
         * @description Everything serves. Without Redis it still does, a little later on the screen.
         */
        get: operations["ready_health_ready_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AckMessage */
        AckMessage: {
            /** Id */
            id: string;
            /** Seq */
            seq: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ack";
        };
        /** AlertOut */
        AlertOut: {
            /** Acknowledged At */
            acknowledged_at: string | null;
            /** Acknowledged By */
            acknowledged_by: string | null;
            /** Id */
            id: number;
            /** Item Id */
            item_id: number;
            /** Item Name */
            item_name: string;
            /** Level Id */
            level_id: number;
            /** Location */
            location: string;
            /**
             * Metric
             * @constant
             */
            metric: "available";
            /** Opened At */
            opened_at: string;
            /** Resolved At */
            resolved_at: string | null;
            /**
             * Severity
             * @enum {string}
             */
            severity: "info" | "warning" | "critical";
            /** Sku */
            sku: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "acknowledged" | "resolved";
            /**
             * Threshold
             * @description The threshold that it met.
             */
            threshold: number;
            /**
             * Value
             * @description What was measured when the alert opened.
             */
            value: number;
            /** Version */
            version: number;
        };
        /** AuthMessage */
        AuthMessage: {
            /** Ticket */
            ticket: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "auth";
        };
        /** BasePriceSet */
        BasePriceSet: {
            /**
             * Amount
             * @description A decimal string, with no more decimals than the currency.
             * @example 1980
             */
            amount: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /**
             * Expected Version
             * @description Set only if the price still has this version; 0: if there is none.
             */
            expected_version?: number | null;
            /**
             * Price List
             * @default default
             * @constant
             */
            price_list: "default";
            /** Reason */
            reason?: string | null;
        };
        /** CategoryOut */
        CategoryOut: {
            /** Category */
            category: string;
            /**
             * Items
             * @description Active items in it.
             */
            items: number;
        };
        /**
         * ChangeFrame
         * @description One change, as it stands in ``changes`` and in ``GET /changes``.
         */
        ChangeFrame: {
            /** After */
            after: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** At */
            at: string;
            /** Before */
            before: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /** Cause */
            cause: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Key */
            key: string;
            /** Seq */
            seq: number;
            /** Type */
            type: string;
            /** Version */
            version: number;
        };
        /** ChangesFrame */
        ChangesFrame: {
            /** Changes */
            changes: components["schemas"]["ChangeFrame"][];
            /** Id */
            id: string;
            /** Prev */
            prev: number;
            /** Seq */
            seq: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "changes";
        };
        /** ChangesOut */
        ChangesOut: {
            /** Changes */
            changes: components["schemas"]["ChangeFrame"][];
            /**
             * Epoch
             * @description Positions of different epochs can't be compared.
             */
            epoch: string;
            /**
             * Floor
             * @description The oldest seq that is kept.
             */
            floor: number;
            /**
             * Head
             * @description The newest seq of the channel.
             */
            head: number;
        };
        /**
         * Channel
         * @enum {string}
         */
        Channel: "inventory:updates" | "price:updates" | "stock:alerts";
        ClientMessage: components["schemas"]["AuthMessage"] | components["schemas"]["SubMessage"] | components["schemas"]["UnsubMessage"] | components["schemas"]["AckMessage"] | components["schemas"]["PingMessage"];
        /** EffectivePrice */
        EffectivePrice: {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Because
             * @description Which layer makes it: `base`.
             */
            because: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
        };
        /** ErrorFrame */
        ErrorFrame: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "error";
        };
        /** FieldProblem */
        FieldProblem: {
            /** Field */
            field: string;
            /** Message */
            message: string;
        };
        /** Health */
        Health: {
            /**
             * Database
             * @enum {string}
             */
            database: "ok" | "away" | "starting";
            /**
             * Feed
             * @enum {string}
             */
            feed: "ok" | "away" | "starting";
            /**
             * Redis
             * @enum {string}
             */
            redis: "ok" | "away" | "starting";
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "not_ready";
        };
        /** HeartbeatFrame */
        HeartbeatFrame: {
            /** At */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "hb";
        };
        /** HelloFrame */
        HelloFrame: {
            /** Connection */
            connection: string;
            /** Heartbeat Ms */
            heartbeat_ms: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "hello";
        };
        /** ItemCreate */
        ItemCreate: {
            /**
             * Attributes
             * @default {}
             */
            attributes: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Barcode */
            barcode?: string | null;
            /** Category */
            category?: string | null;
            cost?: components["schemas"]["Money-Input"] | null;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * Name
             * @example Blue mug 300 ml
             */
            name: string;
            /**
             * Sku
             * @example A-17
             */
            sku: string;
            /**
             * Tags
             * @default []
             */
            tags: string[];
            /**
             * Unit
             * @default piece
             */
            unit: string;
        };
        /** ItemOut */
        ItemOut: {
            /** Attributes */
            attributes: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Barcode */
            barcode: string | null;
            /** Category */
            category: string | null;
            /** @description Null without the permission `cost:read`. */
            cost: components["schemas"]["Money-Output"] | null;
            /** Created At */
            created_at: string;
            /** Description */
            description: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Sku */
            sku: string;
            /**
             * Status
             * @enum {string}
             */
            status: "active" | "archived";
            /** Tags */
            tags: string[];
            /** Unit */
            unit: string;
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * ItemPriceOut
         * @description Everything that makes the price of one item.
         */
        ItemPriceOut: {
            /** @description Null while no price is set. */
            effective: components["schemas"]["EffectivePrice"] | null;
            /** Item Id */
            item_id: number;
            /** Layers */
            layers: components["schemas"]["PriceLayer"][];
            /** Price List */
            price_list: string;
            /** Sku */
            sku: string;
            /**
             * Version
             * @description Version of the effective base price; 0 when there is none.
             */
            version: number;
        };
        /**
         * ItemUpdate
         * @description Only the fields that are sent change.
         */
        ItemUpdate: {
            /** Attributes */
            attributes?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /** Barcode */
            barcode?: string | null;
            /** Category */
            category?: string | null;
            cost?: components["schemas"]["Money-Input"] | null;
            /** Description */
            description?: string | null;
            /** Expected Version */
            expected_version?: number | null;
            /** Name */
            name?: string | null;
            /** Tags */
            tags?: string[] | null;
            /** Unit */
            unit?: string | null;
        };
        JsonValue: unknown;
        /** LocationCreate */
        LocationCreate: {
            /**
             * Allow Backorder
             * @default false
             */
            allow_backorder: boolean;
            /**
             * Code
             * @example TYO-1
             */
            code: string;
            /**
             * Kind
             * @default warehouse
             * @enum {string}
             */
            kind: "warehouse" | "store" | "supplier" | "virtual";
            /**
             * Name
             * @example Blue mug 300 ml
             */
            name: string;
            /**
             * Time Zone
             * @example Asia/Tokyo
             */
            time_zone: string;
        };
        /** LocationOut */
        LocationOut: {
            /** Active */
            active: boolean;
            /** Allow Backorder */
            allow_backorder: boolean;
            /** Code */
            code: string;
            /** Created At */
            created_at: string;
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "warehouse" | "store" | "supplier" | "virtual";
            /** Name */
            name: string;
            /** Time Zone */
            time_zone: string;
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * LocationUpdate
         * @description Only the fields that are sent change.
         */
        LocationUpdate: {
            /** Active */
            active?: boolean | null;
            /** Expected Version */
            expected_version?: number | null;
            /** Kind */
            kind?: ("warehouse" | "store" | "supplier" | "virtual") | null;
            /** Name */
            name?: string | null;
            /** Time Zone */
            time_zone?: string | null;
        };
        /** LoginRequest */
        LoginRequest: {
            /**
             * Email
             * @example a@shop.jp
             */
            email: string;
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /** LoginResult */
        LoginResult: {
            /** Access Token */
            access_token: string;
            /**
             * Expires In
             * @description Seconds until the token ends.
             */
            expires_in: number;
            /**
             * Token Type
             * @default bearer
             * @constant
             */
            token_type: "bearer";
        };
        /** MeOut */
        MeOut: {
            /** Email */
            email: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "admin";
            /** Scopes */
            scopes: string[];
        };
        /**
         * Money
         * @description An exact amount in a currency; the amount is a decimal string.
         */
        Money: {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
        };
        /**
         * Money
         * @description An exact amount in a currency; the amount is a decimal string.
         */
        "Money-Input": {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
        };
        /**
         * Money
         * @description An exact amount in a currency; the amount is a decimal string.
         */
        "Money-Output": {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
        };
        /** MovementCreate */
        MovementCreate: {
            /**
             * Expected On Hand
             * @description Apply only if the level still has this balance (compare-and-set).
             */
            expected_on_hand?: number | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "receive" | "sale" | "return" | "adjust" | "damage";
            /**
             * Location
             * @example TYO-1
             */
            location: string;
            /**
             * Occurred At
             * @description When it happened; now if left out.
             */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description Whole units. Positive; negative only for `adjust`, where the sign is the direction.
             * @example 3
             */
            quantity: number;
            /** Reason */
            reason?: string | null;
            /**
             * Reference
             * @description The document that caused it, best as a URI.
             */
            reference?: string | null;
            /**
             * Sku
             * @example A-17
             */
            sku: string;
        };
        /** MovementOut */
        MovementOut: {
            /** Actor */
            actor: string;
            /** Delta On Hand */
            delta_on_hand: number;
            /** Delta Reserved */
            delta_reserved: number;
            /** Id */
            id: number;
            /** Item Id */
            item_id: number;
            /** Item Name */
            item_name: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "receive" | "sale" | "return" | "adjust" | "damage" | "count" | "transfer_out" | "transfer_in" | "reserve" | "release" | "commit";
            /** Level Id */
            level_id: number;
            /** Location */
            location: string;
            /** Occurred At */
            occurred_at: string;
            /** On Hand After */
            on_hand_after: number;
            /** Reason */
            reason: string | null;
            /** Recorded At */
            recorded_at: string;
            /** Reference */
            reference: string | null;
            /** Reserved After */
            reserved_after: number;
            /** Sku */
            sku: string;
            /**
             * Version
             * @description The level's version after this movement.
             */
            version: number;
        };
        /** MovementResult */
        MovementResult: {
            level: components["schemas"]["StockLevelOut"];
            movement: components["schemas"]["MovementOut"];
        };
        /** OkFrame */
        OkFrame: {
            /** Epoch */
            epoch: string;
            /** Head */
            head: number;
            /** Id */
            id: string;
            /** Seq */
            seq: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ok";
        };
        /** OverviewOut */
        OverviewOut: {
            /** At */
            at: string;
            /**
             * Items
             * @description Active items.
             */
            items: number;
            /**
             * Levels
             * @description Stock levels of active items.
             */
            levels: number;
            /**
             * Locations
             * @description Open locations.
             */
            locations: number;
            /**
             * Low
             * @description Levels at or below their reorder point, but not empty.
             */
            low: number;
            /**
             * Movements Today
             * @description Movements that happened since midnight in `time_zone`.
             */
            movements_today: number;
            /**
             * Open Alerts
             * @description Alerts that nobody has acknowledged.
             */
            open_alerts: number;
            /**
             * Out
             * @description Levels with nothing available.
             */
            out: number;
            /**
             * Stock Value
             * @description Units on hand at their base price, one sum per currency.
             */
            stock_value: components["schemas"]["StockValue"][];
            /** Units On Hand */
            units_on_hand: number;
        };
        /** Page[AlertOut] */
        Page_AlertOut_: {
            /** Items */
            items: components["schemas"]["AlertOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[CategoryOut] */
        Page_CategoryOut_: {
            /** Items */
            items: components["schemas"]["CategoryOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ItemOut] */
        Page_ItemOut_: {
            /** Items */
            items: components["schemas"]["ItemOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[LocationOut] */
        Page_LocationOut_: {
            /** Items */
            items: components["schemas"]["LocationOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[MovementOut] */
        Page_MovementOut_: {
            /** Items */
            items: components["schemas"]["MovementOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[PriceChangeOut] */
        Page_PriceChangeOut_: {
            /** Items */
            items: components["schemas"]["PriceChangeOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[PriceOut] */
        Page_PriceOut_: {
            /** Items */
            items: components["schemas"]["PriceOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[StockLevelOut] */
        Page_StockLevelOut_: {
            /** Items */
            items: components["schemas"]["StockLevelOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[UserOut] */
        Page_UserOut_: {
            /** Items */
            items: components["schemas"]["UserOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** PingMessage */
        PingMessage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ping";
        };
        /** PongFrame */
        PongFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pong";
        };
        /** PosFrame */
        PosFrame: {
            /** Id */
            id: string;
            /** Seq */
            seq: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pos";
        };
        /** PriceChangeOut */
        PriceChangeOut: {
            /** Actor */
            actor: string;
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /** Before */
            before: string | null;
            /** Change Percent */
            change_percent: string | null;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /** Id */
            id: number;
            /** Item Id */
            item_id: number;
            /** Item Name */
            item_name: string;
            /** Occurred At */
            occurred_at: string;
            /** Price Id */
            price_id: number;
            /** Price List */
            price_list: string;
            /** Reason */
            reason: string | null;
            /** Recorded At */
            recorded_at: string;
            /** Reference */
            reference: string | null;
            /** Sku */
            sku: string;
            /** Version */
            version: number;
        };
        /**
         * PriceLayer
         * @description One of the prices that the effective price is computed from.
         */
        PriceLayer: {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /** Id */
            id: number;
            /**
             * Kind
             * @default base
             * @constant
             */
            kind: "base";
            /** Since */
            since: string;
            /** Version */
            version: number;
        };
        /**
         * PriceOut
         * @description The base price of an item in one price list and currency.
         */
        PriceOut: {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /** Id */
            id: number;
            /** Item Id */
            item_id: number;
            /** Name */
            name: string;
            /** Price List */
            price_list: string;
            /** Since */
            since: string;
            /** Sku */
            sku: string;
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
        };
        /** PriceResult */
        PriceResult: {
            /** @description Null when the price was that already. */
            change: components["schemas"]["PriceChangeOut"] | null;
            price: components["schemas"]["PriceOut"];
        };
        /**
         * Problem
         * @description RFC 9457 problem. More members may follow, such as ``current``: the state that refused.
         */
        Problem: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /**
             * Errors
             * @default []
             */
            errors: components["schemas"]["FieldProblem"][];
            /** Request Id */
            request_id: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /** ResetFrame */
        ResetFrame: {
            /** Id */
            id: string;
            /**
             * Reason
             * @enum {string}
             */
            reason: "epoch" | "expired" | "ahead" | "too_far";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "reset";
        };
        ServerFrame: components["schemas"]["HelloFrame"] | components["schemas"]["OkFrame"] | components["schemas"]["ChangesFrame"] | components["schemas"]["PosFrame"] | components["schemas"]["ResetFrame"] | components["schemas"]["HeartbeatFrame"] | components["schemas"]["PongFrame"] | components["schemas"]["ErrorFrame"];
        /**
         * SnapshotOut
         * @description The rows of a channel. Follow the feed from ``seq`` of the *first* page: a change that is in
         *     the rows already comes again, and its version tells.
         */
        SnapshotOut: {
            /** Epoch */
            epoch: string;
            /** Next Cursor */
            next_cursor: string | null;
            /** Rows */
            rows: (components["schemas"]["StockLevelOut"] | components["schemas"]["PriceOut"] | components["schemas"]["AlertOut"])[];
            /** Seq */
            seq: number;
        };
        /** StockLevelOut */
        StockLevelOut: {
            /**
             * Available
             * @description Units that can be sold: on hand less reserved.
             */
            available: number;
            /** Barcode */
            barcode: string | null;
            /** Category */
            category: string | null;
            /** Id */
            id: number;
            /** Item Id */
            item_id: number;
            /** Location */
            location: string;
            /** Location Name */
            location_name: string;
            /** Name */
            name: string;
            /**
             * On Hand
             * @description Units on the shelf.
             */
            on_hand: number;
            /**
             * Reorder Point
             * @description An alert opens at or below this many available.
             */
            reorder_point: number | null;
            /**
             * Reserved
             * @description Units promised to somebody.
             */
            reserved: number;
            /** Sku */
            sku: string;
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "low" | "out" | "over";
            /**
             * Target Level
             * @description `over` above this many available.
             */
            target_level: number | null;
            /** Unit */
            unit: string;
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * StockLevelUpdate
         * @description Only the fields that are sent change; null takes a threshold away.
         */
        StockLevelUpdate: {
            /** Expected Version */
            expected_version?: number | null;
            /** Reorder Point */
            reorder_point?: number | null;
            /** Target Level */
            target_level?: number | null;
        };
        /** StockValue */
        StockValue: {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
        };
        /** StreamTicketOut */
        StreamTicketOut: {
            /**
             * Expires In
             * @description Seconds until the ticket ends.
             */
            expires_in: number;
            /**
             * Ticket
             * @description Good for one socket; send it as the first message.
             */
            ticket: string;
        };
        /** SubMessage */
        SubMessage: {
            channel: components["schemas"]["Channel"];
            /**
             * Epoch
             * @default null
             */
            epoch: string | null;
            /** Id */
            id: string;
            /**
             * Mode
             * @default stream
             * @constant
             */
            mode: "stream";
            /**
             * Since
             * @description Resume behind this seq; without it, from now on.
             * @default null
             */
            since: number | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "sub";
        };
        /** UnsubMessage */
        UnsubMessage: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "unsub";
        };
        /** UserCreate */
        UserCreate: {
            /**
             * Email
             * @example a@shop.jp
             */
            email: string;
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Role
             * @default viewer
             * @enum {string}
             */
            role: "viewer" | "admin";
        };
        /** UserOut */
        UserOut: {
            /** Active */
            active: boolean;
            /** Created At */
            created_at: string;
            /** Email */
            email: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "admin";
            /** Version */
            version: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_alerts_api_v1_alerts_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
                /** @description May be repeated. */
                state?: ("open" | "acknowledged" | "resolved")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AlertOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledge_alert_api_v1_alerts__alert_id__acknowledge_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alert_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alert_resolved` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    login_api_v1_auth_login_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginResult"];
                };
            };
            /** @description `wrong_credentials` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout_api_v1_auth_logout_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `session_ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me_api_v1_auth_me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            /** @description `session_ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issue_stream_ticket_api_v1_auth_stream_ticket_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamTicketOut"];
                };
            };
            /** @description `session_ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_categories_api_v1_categories_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CategoryOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_changes_api_v1_changes_get: {
        parameters: {
            query: {
                channel: components["schemas"]["Channel"];
                epoch?: string | null;
                limit?: number;
                /** @description Changes behind this seq. */
                since?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `position_lost` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_items_api_v1_items_get: {
        parameters: {
            query?: {
                category?: string | null;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
                q?: string | null;
                sku?: string | null;
                status?: ("active" | "archived") | null;
                tag?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ItemOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_item_api_v1_items_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sku_taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_item_api_v1_items__item_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                item_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_item_api_v1_items__item_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path: {
                item_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_item_api_v1_items__item_id__archive_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path: {
                item_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_item_by_sku_api_v1_items_by_sku__sku__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sku: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_locations_api_v1_locations_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LocationOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_location_api_v1_locations_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocationCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `location_code_taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_location_api_v1_locations__location_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path: {
                location_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocationUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `location_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_overview_api_v1_overview_get: {
        parameters: {
            query?: {
                /** @description Where today begins at midnight. */
                time_zone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_prices_api_v1_prices_get: {
        parameters: {
            query?: {
                category?: string | null;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description May be repeated. */
                item_id?: number[];
                /** @description Rows per page. */
                limit?: number;
                q?: string | null;
                sku?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PriceOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_item_price_api_v1_prices__item_id__get: {
        parameters: {
            query?: {
                currency?: string | null;
                price_list?: "default";
            };
            header?: never;
            path: {
                item_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemPriceOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_base_price_api_v1_prices__item_id__base_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. */
                "idempotency-key"?: string | null;
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path: {
                item_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BasePriceSet"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceResult"];
                };
            };
            /** @description `idempotency_key_required` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_archived` · `stale_version` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` · `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_price_history_api_v1_prices__item_id__history_get: {
        parameters: {
            query?: {
                currency?: string | null;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
                price_list?: "default";
            };
            header?: never;
            path: {
                item_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PriceChangeOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_price_changes_api_v1_prices_changes_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
                /** @description At least this large, up or down. */
                min_percent?: number | string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PriceChangeOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    take_snapshot_api_v1_snapshot_get: {
        parameters: {
            query: {
                channel: components["schemas"]["Channel"];
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_levels_api_v1_stock_levels_get: {
        parameters: {
            query?: {
                category?: string | null;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                item_id?: number | null;
                /** @description Rows per page. */
                limit?: number;
                location?: string | null;
                q?: string | null;
                sku?: string | null;
                /** @description Sort key; `-` in front turns the order round. */
                sort?: "sku" | "-sku" | "name" | "-name" | "location" | "-location" | "available" | "-available" | "on_hand" | "-on_hand" | "updated_at" | "-updated_at";
                status?: ("ok" | "low" | "out" | "over") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StockLevelOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_level_api_v1_stock_levels__level_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                level_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLevelOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `level_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_thresholds_api_v1_stock_levels__level_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path: {
                level_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockLevelUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLevelOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `level_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_movements_api_v1_stock_movements_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                item_id?: number | null;
                kind?: ("receive" | "sale" | "return" | "adjust" | "damage" | "count" | "transfer_out" | "transfer_in" | "reserve" | "release" | "commit") | null;
                level_id?: number | null;
                /** @description Rows per page. */
                limit?: number;
                location?: string | null;
                sku?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MovementOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    record_movement_api_v1_stock_movements_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. */
                "idempotency-key"?: string | null;
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MovementCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovementResult"];
                };
            };
            /** @description `idempotency_key_required` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` · `location_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `insufficient_stock` · `stale_version` · `balance_out_of_bounds` · `item_archived` · `location_inactive` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` · `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_users_api_v1_users_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_UserOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_user_api_v1_users_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `email_taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    live_health_live_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
        };
    };
    ready_health_ready_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
}
