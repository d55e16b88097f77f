# The image of Slipway: the program, and beside it libcurl, OpenSSL and certificates from Debian.
#
#   scripts/image.sh                        builds it with buildah, also where no registry is reached
#   docker build --tag slipway:0.1.0 .      builds it with Docker
#
# Pin the bases by what you have looked up yourself, each as @sha256:...:
#
#   --build-arg SWIFT_DIGEST=@sha256:... --build-arg DEBIAN_DIGEST=@sha256:...
ARG SWIFT_DIGEST=""
ARG DEBIAN_DIGEST=""

FROM docker.io/library/swift:6.3.1-bookworm${SWIFT_DIGEST} AS build
RUN apt-get update \
  && apt-get install --yes --no-install-recommends libcurl4-openssl-dev libssl-dev pkg-config \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
COPY Sources Sources
# Only the program and what it stands on. The Swift libraries go into it, and its symbols stay behind.
ENV SLIPWAY_ROOMS=slipway
RUN swift build --configuration release --product slipway --static-swift-stdlib -Xlinker --strip-all \
  && install -D "$(swift build --configuration release --show-bin-path --static-swift-stdlib)/slipway" /image/slipway

FROM docker.io/library/debian:12.11-slim${DEBIAN_DIGEST}
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates libcurl4 \
  && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/* /usr/share/doc /usr/share/man
COPY --from=build --chmod=755 /image/slipway /usr/local/bin/slipway
LABEL org.opencontainers.image.title="Slipway" org.opencontainers.image.licenses="Apache-2.0"
# Nobody in particular; the chart names the same number.
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/slipway"]
CMD ["--help"]
