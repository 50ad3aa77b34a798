"""The rules and the record: law and procedures as data, the pure core, the store, the services."""
