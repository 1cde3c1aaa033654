BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('m001');
CREATE TABLE documents (
	"key" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	guild_id BIGINT, 
	id TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	reading TEXT NOT NULL, 
	checksum TEXT NOT NULL, 
	metadata JSON NOT NULL, 
	text TEXT NOT NULL, 
	sections JSON NOT NULL, 
	pages JSON NOT NULL, 
	notes JSON NOT NULL, 
	"references" JSON NOT NULL, 
	warnings JSON NOT NULL, 
	CONSTRAINT documents_guild_id_id UNIQUE (guild_id, id)
);
INSERT INTO "documents" VALUES(1,NULL,'rules','8e38eff6823906b9c558fa3831df48d055949e54ae5202d171755dc8ca9d24db','reading of rules','f0b8f17862a6a2eb162b4a35795c8013aecad464e668985da253d8347ae1af7a','{"title": "The Rules", "author": null, "editors": [], "series": null, "subseries": null, "volume_title": null, "volume": null, "part": null, "number": null, "pages": null, "publisher": null, "place": null, "year": null, "language": "en", "licence": null, "url": "https://example.org/rules", "page_anchor": "p{page}"}','The first rules is “quiet”; 100% of it.

The second rules is order.','[]','[{"start": 0, "end": 41, "label": "3", "kind": "printed", "anchor": "p3"}, {"start": 41, "end": 67, "label": "4", "kind": "printed", "anchor": "p4"}]','[]','[]','[]');
INSERT INTO "documents" VALUES(3,NULL,'customs','c1fe2b215d0a449c0a0c5957ab9a16c63fc0488e0704dd465e36d6e97fe81e99','reading of customs','61f126cba224074ba2b0ee9242cebde3a00798ca11afc8ec383a987de66367f9','{"title": "The Customs", "author": null, "editors": [], "series": null, "subseries": null, "volume_title": null, "volume": null, "part": null, "number": null, "pages": null, "publisher": null, "place": null, "year": null, "language": "en", "licence": null, "url": "https://example.org/customs", "page_anchor": "p{page}"}','The first customs is “quiet”; 100% of it.

The second customs is order.','[]','[{"start": 0, "end": 43, "label": "3", "kind": "printed", "anchor": "p3"}, {"start": 43, "end": 71, "label": "4", "kind": "printed", "anchor": "p4"}]','[]','[]','[]');
CREATE TABLE passages (
	document_key INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	number TEXT, 
	section_index INTEGER, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	first_page TEXT, 
	last_page TEXT, 
	page_kind TEXT NOT NULL, 
	url TEXT, 
	anchor TEXT, 
	PRIMARY KEY (document_key, ordinal), 
	FOREIGN KEY(document_key) REFERENCES documents ("key") ON DELETE CASCADE
);
INSERT INTO "passages" VALUES(1,0,'p1','paragraph','1',NULL,0,39,'3','3','printed','https://example.org/rules#p3','p3');
INSERT INTO "passages" VALUES(1,1,'p2','paragraph','2',NULL,41,67,'4','4','printed','https://example.org/rules#p4','p4');
INSERT INTO "passages" VALUES(3,0,'p1','paragraph','1',NULL,0,41,'3','3','printed','https://example.org/customs#p3','p3');
INSERT INTO "passages" VALUES(3,1,'p2','paragraph','2',NULL,43,71,'4','4','printed','https://example.org/customs#p4','p4');
CREATE TABLE state (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "state" VALUES('commands.1','abc');
CREATE UNIQUE INDEX documents_shared_id ON documents (id) WHERE guild_id IS NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('documents',4);
COMMIT;
