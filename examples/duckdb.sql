-- Questions to many verdicts at once.
--
--     toolward classify servers/ > verdicts.ndjson
--     duckdb < examples/duckdb.sql
--
-- The columns are named, so that DuckDB needn't guess them from the first lines.
-- Lines of `classify --pass-through` fit too: those without a verdict have no category.

CREATE OR REPLACE VIEW verdicts AS
SELECT *
FROM read_json('verdicts.ndjson', format = 'newline_delimited', columns = {
    server: 'VARCHAR', name: 'VARCHAR', category: 'VARCHAR', effect: 'VARCHAR', risk: 'VARCHAR',
    base_risk: 'VARCHAR', confidence: 'DOUBLE', needs_review: 'BOOLEAN', review_reason: 'VARCHAR',
    traits: 'VARCHAR[]', source: 'VARCHAR',
    evidence: 'STRUCT(field VARCHAR, "start" BIGINT, "end" BIGINT, quote VARCHAR, rule VARCHAR, says VARCHAR)[]',
    input: 'JSON'
})
WHERE category IS NOT NULL;

-- How many tools of each category and risk does each server have?
SELECT server, category, risk, count(*) AS tools
FROM verdicts
GROUP BY ALL
ORDER BY ALL;

-- Which tools are Critical, and by which words?
SELECT server, name, category, evidence[1].quote AS quote, evidence[1].field AS field
FROM verdicts
WHERE risk = 'Critical'
ORDER BY server, name;

-- Which verdicts should a person look at?
SELECT server, name, category, risk, round(confidence, 2) AS confidence, review_reason
FROM verdicts
WHERE needs_review
ORDER BY server, name;

-- How many verdicts of each server has nobody reviewed yet?
SELECT server, count(*) FILTER (source = 'rules') AS unreviewed, count(*) AS tools
FROM verdicts
GROUP BY server
ORDER BY unreviewed DESC, server;
