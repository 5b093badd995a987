#pragma once

#include "engine/net/listen.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace simul {

/// A server of HTTP/2 over TLS on this computer, with a certificate that it has signed itself: nghttpd. Its one page
/// has a hundred bytes.
class TlsSite {
public:
    TlsSite() {
        const QString folder = m_folder.path();
        QFile page(folder + "/index.html");
        if (!page.open(QIODevice::WriteOnly) || page.write(QByteArray(100, 'x')) != 100)
            return;
        page.close();
        QProcess openssl;
        openssl.start("openssl", {"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                                  "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key(), "-out",
                                  certificate()});
        if (!openssl.waitForFinished() || openssl.exitCode() != 0)
            return;
        m_server.setProcessChannelMode(QProcess::MergedChannels);
        for (int attempt = 0; attempt < 3 && !m_isUp; ++attempt) // somebody else may take a port that was free
            serve(freePort());
    }
    ~TlsSite() { end(); }
    TlsSite(const TlsSite&) = delete;
    TlsSite& operator=(const TlsSite&) = delete;

    bool isUp() const { return m_isUp; }
    std::string address() const { return "https://127.0.0.1:" + std::to_string(m_port) + "/"; }
    QString certificate() const { return m_folder.path() + "/certificate.pem"; }

private:
    void serve(std::uint16_t port) {
        end();
        m_port = port;
        m_server.start("nghttpd", {"-a", "127.0.0.1", "-d", m_folder.path(), QString::number(port), key(), certificate()});
        const QDeadlineTimer deadline(10'000);
        while (m_server.state() != QProcess::NotRunning && !m_isUp && !deadline.hasExpired()) {
            m_server.waitForReadyRead(10); // lets QProcess see that it has ended
            m_isUp = answers();
        }
    }
    void end() {
        m_server.kill();
        m_server.waitForFinished();
    }
    static std::uint16_t freePort() {
        const Result<int> listening = listenHere(0);
        const std::uint16_t port = portOf(*listening);
        close(*listening);
        return port;
    }
    bool answers() const {
        const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(m_port);
        const bool isUp = connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        close(descriptor);
        return isUp;
    }
    QString key() const { return m_folder.path() + "/key.pem"; }

    QTemporaryDir m_folder;
    QProcess m_server;
    std::uint16_t m_port = 0;
    bool m_isUp = false;
};

} // namespace simul
