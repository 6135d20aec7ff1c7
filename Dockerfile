# The reporter as an image, for CI systems whose steps are images: docs/closed-networks.md.
# The digest is that of a node:24-alpine which public projects pin; dependabot moves it on.
FROM node:24-alpine@sha256:ebfe2f90462722a7a4de65e91990e97fe0d401c70e0e762c5b53302f905ec1c1

# Git tells what is checked out. A mounted checkout belongs to somebody else, which git would refuse.
# hadolint ignore=DL3018
RUN apk add --no-cache git \
    && git config --system --add safe.directory '*' \
    && ln -s /port-dora/dist/cli/index.js /usr/local/bin/port-dora

COPY LICENSE /port-dora/
COPY dist /port-dora/dist

# The launcher of the templates takes this copy, and asks no registry.
ENV PORT_DORA_SOURCE=/port-dora

USER node
WORKDIR /workspace
ENTRYPOINT ["port-dora"]
CMD ["report"]
