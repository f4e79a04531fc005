FROM python:3.13-slim AS libraries
WORKDIR /build
COPY requirements.txt .
RUN python -m venv /libraries && /libraries/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home --home-dir /home/defenders defenders \
    && install --directory --owner=defenders --group=defenders /archive
COPY --from=libraries /libraries /libraries
WORKDIR /dashboard
COPY app.py ./
COPY assets assets
COPY dashboard dashboard
COPY data data
ENV PATH=/libraries/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DASHBOARD_ARCHIVE=/archive/articles \
    DASHBOARD_REJECTS=/archive/rejects \
    DASHBOARD_STATE=/archive/state \
    DASHBOARD_HOST=0.0.0.0 \
    DASHBOARD_LOG_FORMAT=json
USER 10001
VOLUME /archive
EXPOSE 8050
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ.get('DASHBOARD_PORT', '8050') + '/health', timeout=4)"]
ENTRYPOINT ["python", "-m", "dashboard"]
CMD ["serve"]
