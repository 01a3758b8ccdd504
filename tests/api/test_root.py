"""`/api` leads to all there is."""


def test_the_index_names_the_catalogue_and_leads_everywhere(client):
    index = client.get("/api").json

    assert index["name"] == "hello my app"
    for name, path in index["links"].items():
        query = "?q=a" if name == "suggest" else ""
        assert client.get(path + query, buffered=True).status_code == 200, name


def test_every_collection_is_in_the_index(app, client):
    lists = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.rule.count("/") == 2 and "GET" in (rule.methods or ())
    }

    assert lists <= set(client.get("/api").json["links"].values())
