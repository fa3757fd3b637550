-- One item by its id.
\set item random(:first, :last)
SELECT id, sku, name, description, category, barcode, unit, cost_amount, cost_currency, tags,
       attributes, status, version, created_at, updated_at
FROM items WHERE id = :item;
