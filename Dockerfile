# One image for `web` and `worker`: docker run truetonne web | docker run truetonne worker
FROM node:24-bookworm-slim AS build
WORKDIR /srv/truetonne
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim AS run
ENV NODE_ENV=production \
    PORT=3000 \
    HOST=0.0.0.0 \
    DATA_DIR=/data
WORKDIR /srv/truetonne
COPY --from=build --chown=root:root /srv/truetonne/node_modules ./node_modules
COPY --from=build --chown=root:root /srv/truetonne/build ./build
COPY --from=build --chown=root:root /srv/truetonne/app ./app
COPY --from=build --chown=root:root /srv/truetonne/db ./db
COPY --from=build --chown=root:root /srv/truetonne/emission-factors ./emission-factors
COPY --from=build --chown=root:root /srv/truetonne/public ./public
COPY --from=build --chown=root:root /srv/truetonne/docs/verify.py ./docs/verify.py
COPY --from=build --chown=root:root /srv/truetonne/package.json /srv/truetonne/docker-entry.sh ./
RUN rm -rf build/compile-cache && mkdir /data build/compile-cache && chown node:node /data build/compile-cache
# What is compiled counts for the user who compiled it; afterwards nobody who serves may change it.
USER node
RUN node --import ./app/compile-cache.ts app/cli/fill-compile-cache.server.ts
USER root
RUN chown -R root:root build/compile-cache
USER node
# The only folder that is written to: keys, mails without SMTP, the embedded database. The rest may be read-only.
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
ENTRYPOINT ["./docker-entry.sh"]
CMD ["web"]
