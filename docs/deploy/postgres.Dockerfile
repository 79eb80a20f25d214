# PostgreSQL với tiện ích trợ lý biết dùng: unaccent (có sẵn), vector, và nếu muốn pg_textsearch. Chưa dựng thử ở đây.
FROM postgres:17-bookworm
ARG TARGETARCH
ARG PG_TEXTSEARCH_VERSION=

RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates postgresql-17-pgvector wget \
 && if [ -n "$PG_TEXTSEARCH_VERSION" ]; then \
      deb="pg-textsearch-postgresql-17_${PG_TEXTSEARCH_VERSION}-1_${TARGETARCH}.deb" \
   && wget -q -O "/tmp/$deb" "https://github.com/timescale/pg_textsearch/releases/download/v${PG_TEXTSEARCH_VERSION}/$deb" \
   && apt-get install -y --no-install-recommends "/tmp/$deb" \
   && echo "shared_preload_libraries = 'pg_textsearch'" >> /usr/share/postgresql/postgresql.conf.sample \
   && rm "/tmp/$deb"; \
    fi \
 && rm -rf /var/lib/apt/lists/*
