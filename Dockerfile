# The demo server: docker build -t offhook . && docker run --network host -e FASTAGI_HOST=0.0.0.0 offhook
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -ntp -pl cli -am -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
COPY --from=build /src/cli/target/offhook.jar /opt/offhook/offhook.jar
COPY --from=build /src/cli/target/lib /opt/offhook/lib
USER 65534
ENV FASTAGI_HOST=0.0.0.0
EXPOSE 4573
ENTRYPOINT ["java", "-cp", "/opt/offhook/offhook.jar", "org.offhook.cli.Hello"]
