FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app

COPY requirements.txt .
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.txt

COPY . .
RUN SCIATICA_SECRET_KEY=only-to-build python manage.py collectstatic --no-input \
    && useradd --system sciatica \
    && install --directory --owner sciatica var/media
USER sciatica

EXPOSE 8000
HEALTHCHECK --interval=10s --start-period=60s CMD ["python", "-c", "\
import os; from urllib.request import Request, urlopen; \
host = os.environ.get('SCIATICA_HOSTS', 'localhost').split(',')[0]; \
urlopen(Request('http://127.0.0.1:8000/healthz', headers={'Host': host}), timeout=5)"]

CMD ["sh", "-euc", "\
python manage.py migrate --no-input; \
python manage.py createcachetable; \
python manage.py load_library; \
if [ \"${SCIATICA_DEMO:-}\" = 1 ]; then python manage.py demo; fi; \
exec granian --interface wsgi --host 0.0.0.0 --port 8000 --workers 2 --blocking-threads 4 \
    sciatica.wsgi:application"]
