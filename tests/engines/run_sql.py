"""Runs a file of SQL and prints the rows of each query as a line of JSON."""

import json
import sys

import duckdb

connection = duckdb.connect()
for statement in connection.extract_statements(open(sys.argv[1], encoding="utf-8").read()):
    result = connection.execute(statement)
    if statement.type == duckdb.StatementType.SELECT:
        columns = [column[0] for column in result.description]
        print(json.dumps([dict(zip(columns, row)) for row in result.fetchall()]))
