# One image for `web` and `worker`: docker run truetonne web | docker run truetonne worker
# The same Node as the package `node`: the bytes of a PDF depend on its version.
ARG NODE_VERSION=24.21.0
FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /srv/truetonne
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
# Test tools are optional peers of libraries that ship, so npm leaves them out only with both words.
RUN npm run build \
 && npm prune --omit=dev --omit=optional --no-audit --no-fund \
 && node app/cli/trim.server.ts node_modules

# All of it in its place. Layers keep what a later one deletes, so the image is made of this in one.
FROM node:${NODE_VERSION}-bookworm-slim AS whole
RUN rm -rf /usr/local/lib/node_modules /usr/local/include /usr/local/share /opt/yarn* \
 && find /usr/local/bin -mindepth 1 ! -name node -delete
ENV NODE_ENV=production
WORKDIR /srv/truetonne
COPY --from=build --chown=root:root /srv/truetonne/node_modules ./node_modules
COPY --from=build --chown=root:root /srv/truetonne/build ./build
COPY --from=build --chown=root:root /srv/truetonne/app ./app
COPY --from=build --chown=root:root /srv/truetonne/db ./db
COPY --from=build --chown=root:root /srv/truetonne/emission-factors ./emission-factors
COPY --from=build --chown=root:root /srv/truetonne/public ./public
COPY --from=build --chown=root:root /srv/truetonne/docs/verify.py ./docs/verify.py
COPY --from=build --chown=root:root /srv/truetonne/package.json /srv/truetonne/docker-entry.sh ./
RUN rm -rf build/compile-cache && mkdir build/compile-cache && chown node:node build/compile-cache
# What is compiled counts for the user who compiled it; afterwards nobody who serves may change it.
USER node
RUN node --import ./app/compile-cache.ts app/cli/fill-compile-cache.server.ts
USER root
RUN chown -R root:root build/compile-cache

FROM scratch AS run
COPY --from=whole / /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    NODE_ENV=production \
    PORT=3000 \
    HOST=0.0.0.0 \
    DATA_DIR=/data
WORKDIR /srv/truetonne
RUN mkdir /data && chown node:node /data
USER node
# The only folder that is written to: keys, mails without SMTP, the embedded database. The rest may be read-only.
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
ENTRYPOINT ["./docker-entry.sh"]
CMD ["web"]
