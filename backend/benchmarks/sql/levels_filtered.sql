-- The first page of one category's levels that are neither low nor out.
\set category random(1, :categories)
SELECT l.id, l.item_id, i.sku, i.name, i.category, i.barcode, i.unit, p.code, p.name AS place,
       l.on_hand, l.reserved, l.available, l.reorder_point, l.target_level, l.status, l.version,
       l.updated_at, i.sku_order AS sort_value
FROM stock_levels l JOIN items i ON i.id = l.item_id JOIN locations p ON p.id = l.location_id
WHERE i.status = 'active' AND l.status = 'ok'
  AND (i.category = 'Category ' || :category OR i.category LIKE 'Category ' || :category || '/%')
ORDER BY i.sku_order, l.id
LIMIT 51;
