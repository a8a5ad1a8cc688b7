#include "testing/postgres_cluster.hpp"

#include "adapters/postgres/postgres_database.hpp"

#include <fcntl.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

namespace likeness::test {

namespace {

using namespace std::chrono_literals;

const std::string kPrograms = "/usr/lib/postgresql/15/bin/";
constexpr const char* kUser = "likeness";
constexpr const char* kTemplate = "empty";

/// Whom to run as: ourselves, or somebody harmless in place of root.
const passwd* somebody_else() {
    if (geteuid() != 0) {
        return nullptr;
    }
    const passwd* user = getpwnam("postgres");           // NOLINT(concurrency-mt-unsafe)
    return user != nullptr ? user : getpwnam("nobody");  // NOLINT(concurrency-mt-unsafe)
}

/// Becomes the program, in a child process. It dies when its parent does.
[[noreturn]] void become(const std::vector<std::string>& command, const std::string& log) {
    if (const passwd* user = somebody_else()) {
        if (setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0) {
            _exit(126);
        }
    }
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    const int file = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    dup2(file, STDOUT_FILENO);
    dup2(file, STDERR_FILENO);
    std::vector<char*> arguments;
    for (const std::string& argument : command) {
        arguments.push_back(const_cast<char*>(argument.c_str()));  // NOLINT: what execv takes
    }
    arguments.push_back(nullptr);
    execv(arguments.front(), arguments.data());
    _exit(127);
}

pid_t launch(const std::vector<std::string>& command, const std::string& log) {
    const pid_t child = fork();
    if (child < 0) {
        throw std::runtime_error("no process can be made");
    }
    if (child == 0) {
        become(command, log);
    }
    return child;
}

int outcome_of(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

using Handle = std::unique_ptr<PGconn, decltype(&PQfinish)>;

}  // namespace

bool PostgresCluster::is_installed() {
    return access((kPrograms + "initdb").c_str(), X_OK) == 0;
}

PostgresCluster::PostgresCluster() : folder_(memory_folder()) {
    if (const passwd* user = somebody_else()) {
        if (chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0) {
            throw std::runtime_error("the cluster's folder cannot be given away");
        }
    }
    const std::vector<std::string> initdb{
        kPrograms + "initdb",
        "--pgdata=" + folder_.path_of("data"),
        "--username=" + std::string(kUser),
        "--auth=trust",
        "--no-sync",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--locale-provider=icu",
        "--icu-locale=en"};
    if (outcome_of(launch(initdb, folder_.path_of("initdb.log"))) != 0) {
        throw std::runtime_error("initdb failed");
    }
    start();
}

PostgresCluster::~PostgresCluster() {
    end(SIGQUIT);
}

void PostgresCluster::start() {
    const std::vector<std::string> server{
        kPrograms + "postgres",
        "-D",
        folder_.path_of("data"),
        "-k",
        folder_.path().string(),
        "-c",
        "listen_addresses=",
        "-c",
        "fsync=off",
        "-c",
        "shared_buffers=32MB",
        "-c",
        "max_connections=100"};
    server_ = launch(server, folder_.path_of("server.log"));
    const auto give_up_at = std::chrono::steady_clock::now() + 30s;
    while (PQping(url("postgres").c_str()) != PQPING_OK) {
        if (std::chrono::steady_clock::now() > give_up_at) {
            throw std::runtime_error("PostgreSQL did not start");
        }
        std::this_thread::sleep_for(10ms);
    }
}

void PostgresCluster::stop() {
    end(SIGINT);
}

void PostgresCluster::crash() {
    end(SIGQUIT);
}

void PostgresCluster::end(int signal) {
    if (server_ != 0) {
        kill(server_, signal);
        outcome_of(server_);
        server_ = 0;
    }
}

std::string PostgresCluster::url(const std::string& database) const {
    return "postgresql:///" + database + "?host=" + folder_.path().string() + "&user=" + kUser;
}

void PostgresCluster::execute(const std::string& database, const std::string& statement) const {
    const Handle handle(PQconnectdb(url(database).c_str()), PQfinish);
    PGresult* result = PQexec(handle.get(), statement.c_str());
    const ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        throw std::runtime_error(statement + ": " + PQerrorMessage(handle.get()));
    }
}

PostgresCluster& PostgresCluster::shared() {
    static const std::unique_ptr<PostgresCluster> cluster = [] {
        auto made = std::make_unique<PostgresCluster>();
        made->execute("postgres", std::string("CREATE DATABASE ") + kTemplate);
        const Result<int> migrated = postgres::migrate(made->url(kTemplate));
        if (!migrated) {
            throw std::runtime_error(migrated.error().message + " " + migrated.error().detail);
        }
        return made;
    }();
    return *cluster;
}

PostgresDatabaseName::PostgresDatabaseName() {
    static int count = 0;
    name_ = "test_" + std::to_string(++count);
    PostgresCluster::shared().execute(
        "postgres", "CREATE DATABASE " + name_ + " TEMPLATE " + kTemplate + " STRATEGY FILE_COPY"
    );
}

PostgresDatabaseName::~PostgresDatabaseName() {
    try {
        PostgresCluster::shared().execute("postgres", "DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (const std::exception&) {  // the cluster goes anyway
    }
}

}  // namespace likeness::test
