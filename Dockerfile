# Copydesk in a container. There is no build step: Node runs the TypeScript as it stands.
# The Node of this image is the one that package.json pins, so the pinned Node packages are left out (--omit=optional).
FROM node:26.10.0-bookworm-slim

ENV NODE_ENV=production COPYDESK_DATA_DIR=/data
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --loglevel=error && npm cache clean --force

COPY bin ./bin
COPY scripts ./scripts
COPY config ./config
COPY seeds ./seeds
COPY src ./src

# The program belongs to root and is read only to its user; /data alone is that user's.
RUN ln -s /app/bin/copydesk.mjs /usr/local/bin/copydesk && mkdir /data && chown node:node /data
USER node

EXPOSE 3000
ENTRYPOINT ["node", "/app/src/main.ts"]
CMD ["serve"]
